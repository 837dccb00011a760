/** The style of the page: system fonts, light and dark by the reader's choice, one column from phone to desk. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ink: #1c1d21; --soft: #5a5f6b; --paper: #ffffff; --shade: #f4f5f7; --line: #d9dce3; --accent: #0b57d0; --code: #f0f1f4;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7e8ec; --soft: #a3a9b6; --paper: #16181d; --shade: #1f2229; --line: #343945; --accent: #8ab4f8; --code: #262a33; }
}
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1rem; padding: .6rem 1rem; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.15rem; margin: 0; }
header p { margin: 0; color: var(--soft); font-size: .9rem; }
main { flex: 1; overflow-y: auto; padding: 1rem; }
#channel, #whispers, footer form, footer p { max-width: 52rem; margin-inline: auto; }
.thread { padding: .6rem 0 1rem; border-bottom: 1px solid var(--line); }
.thread:last-child { border-bottom: 0; }
.message { overflow-wrap: anywhere; }
.message p, .whisper p { margin: .15rem 0; }
.by { color: var(--soft); font-size: .85rem; }
.by b { color: var(--ink); font-size: .95rem; }
.badge { font-size: .68rem; text-transform: uppercase; letter-spacing: .03em; background: var(--shade); border: 1px solid var(--line); border-radius: 3px; padding: 0 .25rem; }
h3 { font-size: 1.05rem; margin: .5rem 0 .25rem; }
.section { margin: .45rem 0; }
.section, .context, .message > p:not(.by) { white-space: pre-wrap; }
.context { color: var(--soft); font-size: .85rem; margin: .3rem 0; }
.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: .25rem 1rem; list-style: none; padding: 0; }
details { margin: .4rem 0 0; padding-left: .9rem; border-left: 3px solid var(--line); }
summary, .count { color: var(--accent); font-size: .9rem; cursor: pointer; padding: .2rem 0; }
.count { color: var(--soft); cursor: default; margin: .3rem 0 0; }
details .message { padding: .3rem 0 .5rem; }
code { font: .87em/1.45 ui-monospace, SFMono-Regular, Menlo, monospace; background: var(--code); border-radius: 4px; padding: .05em .3em; }
pre { background: var(--code); border-radius: 6px; padding: .55rem .7rem; margin: .35rem 0; overflow-x: auto; }
pre code { background: none; padding: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
a { color: var(--accent); }
hr { border: 0; border-top: 1px solid var(--line); }
.mention { background: var(--code); border-radius: 3px; padding: 0 .2em; }
.whisper { background: var(--shade); border-left: 3px solid var(--accent); border-radius: 0 6px 6px 0; padding: .4rem .8rem; margin: .5rem 0; }
.empty { text-align: center; padding: 12vh 1rem 2rem; }
.empty h2 { font-size: 1.2rem; }
.suggestions { display: flex; flex-wrap: wrap; justify-content: center; gap: .5rem; }
footer { border-top: 1px solid var(--line); padding: .6rem 1rem calc(.6rem + env(safe-area-inset-bottom)); background: var(--paper); }
footer form { display: flex; align-items: center; gap: .6rem; }
footer label { color: var(--soft); font-size: .9rem; }
input { flex: 1; min-width: 0; font: inherit; color: inherit; background: var(--shade); border: 1px solid var(--line); border-radius: 6px; padding: .55rem .7rem; }
button { font: inherit; color: inherit; background: var(--shade); border: 1px solid var(--line); border-radius: 6px; padding: .5rem .9rem; cursor: pointer; min-height: 2.75rem; }
footer button { background: var(--accent); border-color: var(--accent); color: var(--paper); }
button:disabled { opacity: .6; cursor: progress; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
#problem { color: #b3261e; font-size: .9rem; margin-bottom: .4rem; }
@media (prefers-color-scheme: dark) { #problem { color: #f2b8b5; } }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem; z-index: 1; }
@media (max-width: 30rem) { footer label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } main { padding: .6rem .8rem; } }
`;
