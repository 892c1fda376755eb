import { useRead } from '../api/queries.ts';
import { ButtonLink, Facts, Notice, Section } from '../kit/blocks.tsx';
import { Countdown, Moment } from '../kit/values.tsx';
import { CeremonyState } from './ceremony-state.tsx';
import type { Tender } from './shapes.ts';
import { useText } from './text.ts';

const steps = ['sealed', 'deadline', 'frozen', 'opened'] as const;

/** The opening hall (开标大厅): the clock, and what happens next; nothing that would tell who has bid, or how many. */
export function Hall({ tender: { id, deadline, status, openingMode, suspended } }: { readonly tender: Tender }) {
  const say = useText();
  const opening = status === 'opening';
  return (
    <>
      {suspended && <Notice tone="warn">{say('hall.suspended')}</Notice>}
      <section className="o-hall" aria-label={say('hall')}>
        <p>{say(opening ? 'hall.opening' : 'hall.left')}</p>
        <p className="o-clock">{opening ? say('hall.working') : <Countdown until={deadline} />}</p>
        <p className="j-small">
          {say('hall.deadline')} <Moment at={deadline} />
        </p>
      </section>
      <Section title={say('hall.steps')}>
        <ol className="j-timeline">
          {steps.map((step, at) => (
            <li key={step} className={stepClass(at, opening)}>
              <strong>{say(`step.${step}`)}</strong>
              <span className="j-small">{say(`step.${step}.detail`)}</span>
            </li>
          ))}
        </ol>
      </Section>
      {openingMode === 'ceremony' && <Ceremony id={id} />}
      <Notice title={say('hall.nothing')}>{say('hall.nothingDetail')}</Notice>
    </>
  );
}

/** Until the deadline bids are sealed; from it on they are being frozen and opened. */
const stepClass = (at: number, opening: boolean): string => {
  const now = opening ? 2 : 0;
  return at < now ? 'j-done' : at === now ? 'j-today' : '';
};

function Ceremony({ id }: { readonly id: string }) {
  const say = useText();
  const { data } = useRead('GET /v1/tenders/{id}/ceremony', { path: { id } }, { every: 10_000 });
  if (data === undefined) return null;
  return (
    <Section
      title={say('ceremony')}
      more={<ButtonLink to={`/tenders/${id}/ceremony`}>{say('ceremony.page')}</ButtonLink>}
    >
      <Facts
        items={[
          [say('ceremony.holders'), say('ceremony.of', { threshold: data.threshold, holders: data.holders })],
          [say('ceremony.confirmed'), data.confirmed],
          [
            say('ceremony.sharesUntil'),
            data.sharesUntil === null ? undefined : <Moment key="at" at={data.sharesUntil} />,
          ],
          [
            say('ceremony.revealUntil'),
            data.revealUntil === null ? undefined : <Moment key="at" at={data.revealUntil} />,
          ],
        ]}
      />
      <CeremonyState ceremony={data} />
    </Section>
  );
}
