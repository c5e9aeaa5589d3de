/** On wide and narrow screens, and where motion is wished for. */
export const narrow = `
@media (min-width: 1800px) {
  main, footer { max-width: 1760px; }
  #list { display: grid; grid-template-columns: 1fr 1fr; gap: 0 16px; align-items: start; }
}
@media (max-width: 760px) {
  main, footer { padding-inline: 14px; }
  main > section { margin-top: 36px; }
  .top { flex-wrap: wrap; padding: 8px 14px; position: static; }
  .top nav { order: 3; flex-basis: 100%; margin-inline: -10px; }
  .tools { margin-left: auto; }
  .verdict { grid-template-columns: minmax(0, 1fr); padding: 22px 20px; margin-top: 16px !important; }
  h1 { font-size: 30px; } .sign { width: 30px; height: 30px; }
  .figure { font-size: 46px; }
  .searchbar { position: static; }
  .finding { scroll-margin-block: 24px; }
  html { scroll-padding-top: 12px; }
  .past li, .lack li { grid-template-columns: minmax(0, 1fr); }
  .finding h4 { padding-left: 0; } .finding .sev { position: static; display: block; }
  .waiver, .diff, .foot { margin-left: 0; }
  .group > header, .finding, .gap, .pad { padding-inline: 14px; }
  .hint { display: none; }
  .waiver-state { white-space: normal; }
  .arrow { max-width: 22px; }
  .facts > div { grid-template-columns: minmax(0, 1fr); }
  .rule-summary { flex-basis: 100%; } .rule-state { min-width: 0; }
  .rows th:first-child { padding-left: 24px; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;
