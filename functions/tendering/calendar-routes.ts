import { endpoint, etag, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { isOperator } from '../../shared/kernel/actor.ts';
import { reviewedCalendar } from '../../shared/kernel/calendar.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { calendarId } from './calendar-year.ts';
import * as s from './schemas.ts';
import type { TenderStore } from './store.ts';
import * as view from './view-schemas.ts';

const tag = '工作日历 Calendar';
const year = { tag, path: '/v1/calendars/{year}', params: s.calendarParams } as const;
const answers = { 200: { schema: view.calendarYear, description: 'the year' } };

/** The years of the working-day calendar. */
export function calendarRoutes(app: Router, http: HttpDeps, deps: { readonly tenders: TenderStore }): void {
  const { calendars } = deps.tenders;

  endpoint(
    app,
    http,
    { ...year, method: 'get', access: 'public', summary: '工作日历 · A year’s days off and working weekends', answers },
    async ({ params }) => {
      const { state, version } = await calendars.load(calendarId(params.year));
      const known = state ?? reviewedCalendar.get(params.year);
      if (known === undefined) throw new DomainError('not-found', 'calendar-year-unknown');
      return { status: 200, body: known, headers: etag(version) };
    },
  );

  endpoint(
    app,
    http,
    {
      ...year,
      method: 'put',
      access: 'user',
      summary: '导入年度节假日安排 · Import a year from its official notice',
      description: 'The operator. Timelines that stood on this year provisionally are counted again with it.',
      body: s.calendarInput,
      answers,
    },
    async (ask) => {
      if (!isOperator(ask.actor)) throw new DomainError('forbidden', 'forbidden');
      const imported = { year: ask.params.year, verified: true, ...ask.body };
      const answer = ({ version }: { version: number }): Answer => ({
        status: 200,
        body: imported,
        headers: etag(version),
      });
      const { claim, ifMatch } = ask;
      const command = { type: 'importCalendarYear', year: imported } as const;
      const outcome = await calendars.handle(calendarId(imported.year), command, ask.cause('operator'), {
        claim,
        ifMatch,
        answer,
      });
      return outcome.answer;
    },
  );
}
