import { category } from '../../shared/commodity/category.ts';
import type { CalendarEntry } from './ical.ts';
import { serviceName } from './links.ts';
import type { Listed } from './live-views.ts';

/** A session in a calendar; `url` is where it is to be read of on the platform. */
export function entryOf(
  { id, terms, host, status, sequence, amendedAt, categories }: Listed,
  url: string,
): CalendarEntry {
  const { title, presenter, startsAt, endsAt, streams } = terms;
  const who = presenter.title === undefined ? presenter.name : `${presenter.name}（${presenter.title}）`;
  const links = streams.map((link) => ({ label: serviceName(link.service), url: link.url }));
  return {
    uid: `${id}@jicai`,
    changedAt: amendedAt,
    sequence,
    startsAt,
    endsAt,
    summary: title,
    description: [`主办：${host.name}`, `主播：${who}`, ...links.map((link) => `${link.label}：${link.url}`)].join(
      '\n',
    ),
    categories: categories.flatMap((code) => category(code)?.name.zh ?? []),
    url,
    conferences: links,
    cancelled: status === 'cancelled',
  };
}
