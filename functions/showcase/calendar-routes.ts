import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { z } from '../../shared/kernel/zod.ts';
import { sha256Hex } from '../../shared/sealing/hash.ts';
import { type CalendarEntry, calendarFile, calendarType } from './ical.ts';
import { isPublic, maySee } from './live-access.ts';
import { entryOf } from './live-calendar.ts';
import { spanOf } from './live-routes.ts';
import * as s from './live-schemas.ts';
import type { SessionStore } from './live-store.ts';
import { listedOf } from './live-views.ts';

const tag = '直播 Live sessions';
const answers = {
  200: { schema: z.string(), mediaType: 'text/calendar', description: 'a calendar file (RFC 5545)' },
};
/** How many sessions a feed has at most. */
const most = 500;

/** Live sessions as calendars that others subscribe to (日历订阅). */
export function calendarRoutes(app: Router, http: HttpDeps, { sessions }: { readonly sessions: SessionStore }): void {
  endpoint(
    app,
    http,
    {
      tag,
      access: 'public',
      method: 'get',
      path: '/v1/live-sessions.ics',
      query: s.calendarQuery,
      summary: '直播日历 · The calendar of live sessions',
      description:
        'To subscribe to: 92 days from today unless said. A new time raises `SEQUENCE`, a cancelled session stays as `STATUS:CANCELLED`. The `ETag` changes with what it says.',
      answers,
    },
    async ({ at, query, url }) => {
      const entries: CalendarEntry[] = [];
      for await (const listed of sessions.between({ ...query, ...spanOf(query, at) }, at)) {
        if (entries.push(entryOf(listed, `${url.origin}/v1/live-sessions/${listed.id}`)) === most) break;
      }
      return calendarAnswer(calendarFile('乐购三明直播', entries));
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'public',
      method: 'get',
      path: '/v1/live-sessions/{id}/calendar.ics',
      params: s.ofSession,
      summary: '一场直播的日历 · The calendar of one live session',
      answers,
    },
    async ({ actor, params: { id }, url }) => {
      const { state } = await sessions.load(id);
      const session = maySee(actor, state);
      if (!isPublic(session)) throw new DomainError('conflict', 'session-not-announced');
      const entry = entryOf(listedOf(id, session), `${url.origin}/v1/live-sessions/${id}`);
      return calendarAnswer(calendarFile(session.terms.title, [entry]));
    },
  );
}

function calendarAnswer(file: string): Answer {
  const headers = {
    'Content-Type': calendarType,
    'Cache-Control': 'public, max-age=300',
    ETag: `"${sha256Hex(file)}"`,
  };
  return { status: 200, body: new TextEncoder().encode(file), headers };
}
