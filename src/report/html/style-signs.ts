/** What tells by shape: severities, states, marks, bars, and the rules of security groups, drawn. */
export const signs = `
.critical { --tone: var(--critical); } .high { --tone: var(--high); } .medium { --tone: var(--medium); } .low { --tone: var(--low); }
.sev { color: var(--tone); font-size: 13px; font-weight: 600; line-height: 1.65; }
.sev::before, .chip.critical::before, .chip.high::before, .chip.medium::before, .chip.low::before { content: ""; display: inline-block; width: 10px; height: 10px; margin-right: 7px; background: var(--tone); }
.critical .sev::before, .sev.critical::before, .chip.critical::before { clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%); width: 12px; height: 12px; margin: 0 6px -1px -1px; }
.high .sev::before, .sev.high::before, .chip.high::before { clip-path: polygon(50% 0, 100% 100%, 0 100%); }
.medium .sev::before, .sev.medium::before, .chip.medium::before { clip-path: inset(1px); }
.low .sev::before, .sev.low::before, .chip.low::before { clip-path: circle(42%); }
.st::before { content: ""; display: inline-block; width: 10px; height: 10px; margin-right: 7px; border-radius: 50%; border: 2px solid var(--tone); vertical-align: -1px; }
.st.present { --tone: var(--good); } .st.present::before { background: var(--tone); }
.st.absent { --tone: var(--high); color: var(--tone); } .st.absent::before { border-style: dashed; }
.st.absent b { color: var(--ink); }
.st.unknown { --tone: var(--medium); color: var(--tone); } .st.unknown::before { border-radius: 2px; }
.st.unknown b { color: var(--ink); }
.st.exempt { --tone: var(--soft); color: var(--soft); } .st.exempt::before { height: 2px; border-width: 1px; vertical-align: 3px; }
.mark { display: inline-block; min-width: 30px; margin-left: 4px; padding: 0 7px; border-radius: 99px; font-size: 13px; font-weight: 600; text-align: center; color: var(--tone); background: color-mix(in srgb, var(--tone) 12%, var(--card)); }
.mark.missing, .mark.drifted { --tone: var(--high); } .mark.extra { --tone: var(--low); } .mark.unknown { --tone: var(--medium); } .mark.exempt, .mark.present { --tone: var(--soft); }
.key { display: inline-block; width: 9px; height: 9px; border-radius: 2px; margin-right: 5px; }
.key.present { border: 1.5px solid var(--soft); } .key.same { background: var(--good); } .key.drifted { background: var(--high); } .key.extra { background: var(--low); } .key.exempt { background: var(--soft); } .key.unknown { background: var(--medium); } .key.missing { border: 1.5px dashed var(--high); }
.bar .present { fill: none; stroke: var(--soft); stroke-width: 1.5; } .bar .same { fill: var(--good); } .bar .drifted { fill: var(--high); } .bar .extra { fill: var(--low); } .bar .exempt { fill: var(--soft); } .bar .unknown { fill: var(--medium); } .bar .missing { fill: none; stroke: var(--high); stroke-dasharray: 3 2; stroke-width: 1.5; }
.flow { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
.way { color: var(--soft); font-size: 12px; width: 24px; }
.peer, .port { font-family: var(--mono); font-size: 13px; border: 1px solid var(--line); border-radius: 6px; padding: 1px 8px; background: var(--card); overflow-wrap: anywhere; }
.port { border-color: var(--soft); font-weight: 600; }
.peer.world { border-color: var(--high); color: var(--high); }
.peer .open { display: inline-block; font-family: system-ui, sans-serif; font-weight: 600; margin-left: 8px; }
.peer .open::before { content: ""; display: inline-block; width: 9px; height: 9px; margin-right: 5px; border: 2px solid var(--high); border-radius: 50%; background: linear-gradient(var(--high) 0 0) center / 2px 100% no-repeat, linear-gradient(var(--high) 0 0) center / 100% 2px no-repeat; vertical-align: -1px; }
.arrow { flex: 1 1 20px; min-width: 20px; max-width: 48px; height: 9px; background: linear-gradient(var(--soft) 0 0) center / 100% 1.5px no-repeat; position: relative; }
.arrow::after { content: ""; position: absolute; right: -1px; top: 0; width: 8px; height: 9px; background: var(--soft); clip-path: polygon(0 0, 100% 50%, 0 100%); }
.waiver-state, .rule-state { white-space: nowrap; font-weight: 500; }
.waiver-state::before, .rule-state::before { content: ""; display: inline-block; width: 9px; height: 9px; margin-right: 7px; background: var(--tone); }
.waiver-state, .rule-state { color: var(--tone); }
.waiver-state.active, .rule-state.passed { --tone: var(--good); } .waiver-state.active::before, .rule-state.passed::before { border-radius: 50%; }
.waiver-state.expired, .rule-state.failed { --tone: var(--high); } .waiver-state.expired::before, .rule-state.failed::before { clip-path: polygon(50% 0, 100% 100%, 0 100%); }
.waiver-state.stale, .rule-state.inconclusive { --tone: var(--medium); }
.rule-state.crashed { --tone: var(--error); } .rule-state.crashed::before { clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%); }
.plot path { fill: none; vector-effect: non-scaling-stroke; }
.plot .grid { stroke: var(--line); stroke-width: 1; }
.plot .line { stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
.plot .area { fill: color-mix(in srgb, var(--accent) 10%, transparent); }
.plot .dot { stroke: var(--accent); stroke-width: 7; stroke-linecap: round; }
`;
