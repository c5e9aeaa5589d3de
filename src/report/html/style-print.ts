/** On paper: light, without what can only be pressed, everything open, nothing torn apart. */
export const print = `
@media print {
  :root, :root[data-theme] { color-scheme: light; --bg: #fff; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  @page { margin: 14mm 13mm; }
  body { font-size: 9pt; line-height: 1.35; }
  main, footer { max-width: none; padding: 0; }
  .top, .filters, .only-js, #more, .skip, .why, dialog { display: none !important; }
  main > section { margin-top: 22pt; }
  h1, h2, h3, h4, .group > header { break-after: avoid; }
  .group > header, .finding, .gap, .lack, .rule, .plot, .verdict, tr { break-inside: avoid; }
  .group { content-visibility: visible; box-shadow: none; overflow: visible; }
  .js .rows:not(.open) { display: table-row-group; }
  .rows tr.same, .rows tr.present, #matching, #rules { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
  .verdict { grid-template-columns: minmax(0, 1fr) auto; }
  .figure { font-size: 40pt; }
  a { color: inherit; text-decoration: none; }
  .group, .card { border-radius: 4pt; }
  .group { margin-top: 6pt; }
  .group > header { padding: 4pt 8pt 3pt; }
  .group h3, .group h3 .type, .where, .match { display: inline; margin: 0; }
  .where li { display: inline-block; margin: 0 0 0 8pt; }
  .match { margin-left: 8pt; }
  .finding { padding: 4pt 8pt; }
  .finding h4, .finding p { margin-block: 2pt; }
  .told > summary { break-after: avoid; }
}
`;
