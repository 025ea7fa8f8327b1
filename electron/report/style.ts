/** The style sheet of the HTML report: one file, no fonts from outside, light, dark and paper. */
import { channelLooks } from '../../shared/channel-look.ts'
import { constantMarkup } from './markup.ts'
import type { Markup } from './markup.ts'
import type { ReportModel } from './report-model.ts'

const light = `--page:#fff;--panel:#f6f7f8;--ink:#1b2026;--quiet:#5b646e;--rule:#e3e6e9;--strong:#b6bdc4;
--better:#00736a;--worse:#b0430d;--unclear:#5b646e;--accent:#3d4db0;--shade:#000`
const dark = `--page:#14181b;--panel:#1d2226;--ink:#e6e9ec;--quiet:#a7b0b9;--rule:#2d343a;--strong:#59636c;
--better:#43c7b5;--worse:#ff8f61;--unclear:#a7b0b9;--accent:#9caaf0;--shade:#fff`

const rules = `
*{box-sizing:border-box}
html{background:var(--page);color:var(--ink);font:15px/1.55 Inter,"Inter Variable","Segoe UI","Helvetica Neue",Arial,"Liberation Sans",sans-serif;font-variant-numeric:tabular-nums;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:1176px;padding:56px 40px 72px;overflow-wrap:break-word}
h1,h2,h3,p,dl,dd,figure,table,ul{margin:0}
h1,h2,h3{font-weight:600;line-height:1.25;text-wrap:balance}
h1{font-size:38px;letter-spacing:-.022em;max-width:22ch;line-height:1.12}
h2{font-size:16px}
h3{font-size:16px;line-height:1.4;max-width:72ch}
p{max-width:72ch;text-wrap:pretty}
.quiet,caption,figcaption p,.facts,.notes{color:var(--quiet)}
.quiet,.facts,.notes,figcaption p{font-size:13px;line-height:1.45;max-width:92ch}
.value,td strong,.fact{white-space:nowrap}
.side{display:inline-flex;gap:6px;align-items:baseline}
.rank{white-space:nowrap}
.kicker{font-size:13px;font-weight:600;color:var(--accent);margin-bottom:14px}
.kicker span{color:var(--quiet);font-weight:400}
header{padding-bottom:36px}
header dl{display:grid;grid-template-columns:repeat(12,1fr);gap:20px 24px;margin-top:32px}
header dl div{grid-column:span 3}
dt{font-size:12px;color:var(--quiet)}
dd{font-weight:500}
dd small{display:block;font-weight:400;color:var(--quiet);font-size:13px}
section{display:grid;grid-template-columns:176px minmax(0,1fr);gap:24px 40px;border-top:1px solid var(--rule);padding:36px 0 44px}
section>div{min-width:0;display:grid;gap:36px;grid-template-columns:minmax(0,1fr)}
.lead{font-size:24px;line-height:1.35;font-weight:500;letter-spacing:-.012em;max-width:36em;text-wrap:pretty}
.answer p+p{margin-top:6px}
.answer .lead+p{margin-top:14px}
.hero{display:grid;grid-template-columns:1fr 1fr 1.35fr;gap:24px}
.hero>div{border-top:3px solid var(--c,var(--t));padding-top:14px}
.hero .label{font-size:13px;font-weight:500;display:flex;gap:8px;align-items:center}
.hero .value{font-size:28px;font-weight:600;letter-spacing:-.02em;line-height:1.3;margin:4px 0 2px}
.hero .facts{line-height:1.5}
.hero .long{white-space:normal;font-size:20px}
table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.4}
caption{text-align:left;font-size:13px;padding-bottom:8px;line-height:1.45}
th{font-weight:500;text-align:left}
thead th{font-size:12px;color:var(--quiet);border-bottom:1px solid var(--strong);padding:0 12px 6px 0;vertical-align:bottom}
tbody th,tbody td{padding:10px 12px 10px 0;border-bottom:1px solid var(--rule);vertical-align:top}
th:last-child,td:last-child{padding-right:0!important}
tbody tr:last-child>*{border-bottom-color:var(--strong)}
.num{text-align:right}
td strong{font-weight:600}
td{text-wrap:pretty}
td .facts,td .notes,th .facts{display:block;font-weight:400;font-size:12px}
.five{table-layout:fixed;min-width:720px}
.five th:nth-child(1){width:16%}.five th:nth-child(2),.five th:nth-child(3){width:20%}.five th:nth-child(4){width:16%}.five thead th:nth-child(5){width:28%}
.five th:nth-child(n+4),.five td:nth-child(n+4){padding-left:8px}
.scroll{overflow-x:auto}
.tone{font-weight:600;white-space:nowrap}
.tone i{font-style:normal;display:inline-block;min-width:.9em;margin-right:.35em;text-align:center}
.better{--t:var(--better)}.worse{--t:var(--worse)}.unclear{--t:var(--unclear)}.not-measurable{--t:var(--unclear)}
.tone{color:var(--t)}
.reason{display:block;font-size:13px;line-height:1.45;margin-top:2px;color:var(--quiet);max-width:44ch}
.caution{display:block;font-size:12px;margin-top:4px;padding-left:8px;border-left:2px solid var(--strong);color:var(--quiet)}
.goal>h3{margin-bottom:2px}
.goal>p{margin-bottom:12px}
figure{break-inside:avoid}
figcaption{margin-bottom:12px}
.chart{display:block;width:100%;height:auto;overflow:visible;margin-top:4px}
.key{vertical-align:-1px;flex:none}
svg text{font-size:12.5px;fill:var(--quiet);font-family:inherit}
svg .name{fill:var(--ink);font-weight:500}
svg .verdict-name{fill:var(--t);font-weight:600}
svg .grid{stroke:var(--rule)}
svg .axis,svg .neutral{stroke:var(--strong);stroke-width:1.5}
svg .margin{fill:var(--panel)}
svg .target{stroke:var(--accent);stroke-dasharray:2 3}
svg .target-name{fill:var(--accent)}
.subject,.baseline{--line:color-mix(in srgb,var(--c) 82%,var(--shade))}
svg .series{fill:none;stroke:var(--line);stroke-width:2.25;stroke-linejoin:round}
svg .mark{fill:var(--c);stroke:var(--line);stroke-width:1.25}
svg .hollow{fill:var(--page);stroke-width:1.75}
svg .band{fill:var(--c);opacity:.13}
svg .area{fill:var(--c);opacity:.1}
svg .median{stroke:var(--line);stroke-width:1.5}
svg .whisker{stroke:var(--t);stroke-width:2.5}
svg .tone circle{fill:var(--t)}
details{margin-top:10px;font-size:13px}
summary{cursor:pointer;color:var(--accent);width:max-content;border-radius:4px}
summary:focus-visible{outline:2px solid var(--accent);outline-offset:3px}
details table{margin-top:10px;font-size:13px}
details th,details td,.compact th,.compact td{padding-top:5px!important;padding-bottom:5px!important}
.definitions{display:grid;grid-template-columns:1fr 1fr;gap:20px 32px}
.definitions div{break-inside:avoid}
.definitions dt{font-size:14px;font-weight:600;color:var(--ink)}
.definitions dd{font-weight:400;font-size:13px;line-height:1.5;color:var(--quiet)}
ul{padding-left:18px;font-size:13px;color:var(--quiet)}
code{font:12px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.seal{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:8px 24px;font-size:13px}
.seal dt{font-size:13px}
.seal dd{font-weight:400}
.sample{background:var(--panel);border-left:3px solid var(--accent);padding:8px 14px;margin-top:24px;font-size:13px}
@media (max-width:900px){body{padding:32px 20px}section{grid-template-columns:1fr}header dl div{grid-column:span 6}.hero{grid-template-columns:1fr}.definitions{grid-template-columns:1fr}}
@page{size:A4;margin:15mm 14mm 16mm}
@media print{
html{font-size:10pt;line-height:1.45;print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{padding:0;max-width:none}
h1{font-size:24pt}
section{display:block;padding:14pt 0 16pt}
section>h2{margin-bottom:10pt;break-after:avoid}
section>div{gap:18pt}
h3,caption{break-after:avoid}
header dl div{grid-column:span 3}
.lead{font-size:15pt}
.hero{grid-template-columns:1fr 1fr 1.35fr}
.hero .value{font-size:18pt}
.hero .long{font-size:13pt}
table{font-size:9pt}
thead{display:table-header-group}
tr,.hero{break-inside:avoid}
tbody th,tbody td{padding-top:5pt;padding-bottom:5pt}
details{display:none}
.scroll{overflow:visible}
.definitions{grid-template-columns:1fr 1fr}
}`

/** Colours of the two sides come from the fixed looks of the channels, everything else is constant. */
export function styleSheet(model: ReportModel): Markup {
  const subject = model.subject.look === null ? 'var(--accent)' : channelLooks[model.subject.look].colour
  const baseline = model.baseline.look === null ? 'var(--unclear)' : channelLooks[model.baseline.look].colour
  return constantMarkup(`<style>
:root{color-scheme:light dark;${light}}
@media screen and (prefers-color-scheme:dark){:root{${dark}}}
.subject{--c:${subject}}.baseline{--c:${baseline}}
${rules.trim()}
</style>`)
}
