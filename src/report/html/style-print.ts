/** On paper: light, without what can only be pressed, everything open, nothing torn apart. */
export const print = `
@media print {
  :root, :root[data-theme] { color-scheme: light; --bg: #fff; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  @page { margin: 14mm 13mm; }
  body { font-size: 10pt; }
  main, footer { max-width: none; padding: 0; }
  .top, .filters, .only-js, .skip, .why, dialog { display: none !important; }
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
  #findings, #rules { break-before: page; }
}
`;
