import { type Instant, instant, millis } from '../../shared/kernel/time.ts';
import type { EventTerms } from './matchmaking-events.ts';

/** A row of a firm's timetable. */
export interface PrintedMeeting {
  readonly from: Instant;
  readonly to: Instant;
  readonly table: number;
  readonly counterpart: string;
  /** The goods or the work that it is about, by name. */
  readonly about?: string | undefined;
  readonly cancelled: boolean;
}

/** One firm's page. */
export interface PrintedPage {
  readonly firm: string;
  readonly meetings: readonly PrintedMeeting[];
}

/** What a page may load: its own style and nothing else; no script of it runs. */
export const printHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-modals",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Text as text, whatever is in it. */
const safe = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** The clock of Shanghai, `09:20`. */
const clock = (at: Instant): string => instant(millis(at) + 8 * 3_600_000).slice(11, 16);

const style = `@page{size:A4;margin:16mm}body{font:14px/1.6 "Noto Sans SC","Microsoft YaHei",sans-serif;color:#1b2733;margin:2rem auto;max-width:48rem}
section{break-after:page}section:last-child{break-after:auto}h1{font-size:20px;margin:0}h2{font-size:17px;margin:.6rem 0}
table{width:100%;border-collapse:collapse;margin-top:.8rem}th,td{border:1px solid #8a98a5;padding:.4rem .6rem;text-align:left}
tr{break-inside:avoid}.gone td{text-decoration:line-through;color:#5d6b78}.note{color:#5d6b78}@media print{body{margin:0}}`;

/** Timetables to print (可打印时刻表), a page a firm, in Chinese. */
export function printed(
  terms: Pick<EventTerms, 'title' | 'host' | 'place' | 'day'>,
  pages: readonly PrintedPage[],
): string {
  const head = `<h1>${safe(terms.title)}</h1><p>${safe(terms.day)} · ${safe(terms.place.address)} · 主办：${safe(terms.host)}</p>`;
  const sections = pages.map(({ firm, meetings }) => {
    const rows = meetings.map(
      ({ from, to, table, counterpart, about = '', cancelled }) =>
        `<tr${cancelled ? ' class="gone"' : ''}><td>${clock(from)}–${clock(to)}</td><td>${table}</td><td>${safe(counterpart)}</td><td>${safe(about)}${cancelled ? '（对方已退出）' : ''}</td></tr>`,
    );
    const body =
      rows.length === 0
        ? '<p class="note">本次对接会没有为贵单位安排场次。</p>'
        : `<table><thead><tr><th>时间</th><th>桌号</th><th>对接单位</th><th>洽谈内容</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
    return `<section>${head}<h2>${safe(firm)} 对接时刻表</h2>${body}</section>`;
  });
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${safe(terms.title)} 对接时刻表</title><style>${style}</style></head><body>${sections.join('')}</body></html>`;
}
