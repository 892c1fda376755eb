import { useState } from 'react';
import type { Answer } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { Section } from '../kit/blocks.tsx';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { useText } from './text.ts';

interface ImportYearProps {
  readonly year: number;
  readonly before: Answer<'GET /v1/calendars/{year}'> | undefined;
  readonly etag: string | undefined;
}

const daysOf = (text: string): string[] => text.split(/[\s,，、;；]+/).filter((each) => each !== '');

/** The operator imports a year from its official notice (导入节假日安排). */
export function ImportYear({ year, before, etag }: ImportYearProps) {
  const say = useText();
  const [source, setSource] = useState(before?.source ?? '');
  const [holidays, setHolidays] = useState((before?.holidays ?? []).join('\n'));
  const [weekends, setWeekends] = useState((before?.workingWeekends ?? []).join('\n'));
  const write = useWrite('PUT /v1/calendars/{year}');
  const send = () =>
    write.mutate({
      path: { year },
      body: { source: source.trim(), holidays: daysOf(holidays), workingWeekends: daysOf(weekends) },
      ifMatch: etag,
    });
  return (
    <Section title={say('import')}>
      <p className="j-small">{say('import.about')}</p>
      <PlainForm error={write.error} onSubmit={send}>
        <TextField
          label={say('calendar.source')}
          pointer="/source"
          required
          maxLength={300}
          value={source}
          onChange={setSource}
        />
        <TextField
          label={say('calendar.holidays')}
          hint={say('import.days')}
          pointer="/holidays"
          lines={6}
          required
          value={holidays}
          onChange={setHolidays}
        />
        <TextField
          label={say('calendar.weekends')}
          hint={say('import.days')}
          pointer="/workingWeekends"
          lines={3}
          value={weekends}
          onChange={setWeekends}
        />
        <FormEnd submit={say('import.send', { year })} disabled={write.isPending} />
      </PlainForm>
    </Section>
  );
}
