import { useWrite } from '../api/queries.ts';
import { Notice, ProblemAlert, Section, Tag } from '../kit/blocks.tsx';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { commitmentOf, type Drawer, freshValue, useDrawValue } from './draw-value.ts';
import type { Committee } from './model.ts';
import { PrepareDraw } from './prepare-draw.tsx';
import { useText } from './text.ts';

interface DrawingProps {
  readonly tender: string;
  readonly draw: Committee['draw'];
  readonly role: Drawer;
}

/** A draw step by step (随机抽取): prepared, committed to by both, revealed by the buyer and then by the supervisor. */
export function Drawing({ tender, draw, role }: DrawingProps) {
  const say = useText();
  const steps: readonly (readonly [string, boolean])[] = [
    [say('draw.step.prepared'), draw !== null],
    [say('draw.step.committed'), draw?.commitments.supervisor !== undefined],
    [say('draw.step.buyer'), draw?.revealed.includes('buyer') ?? false],
    [say('draw.step.supervisor'), draw?.revealed.includes('supervisor') ?? false],
  ];
  return (
    <Section title={say('draw')}>
      <p className="j-muted">{say('draw.about')}</p>
      <ol className="g-steps">
        {steps.map(([step, done]) => (
          <li key={step}>
            {step} {done && <Tag tone="good">{say('draw.done')}</Tag>}
          </li>
        ))}
      </ol>
      {draw !== null && (
        <p className="g-hash">
          {draw.experts !== undefined && <>{say('draw.experts', { count: draw.experts })} </>}
          {say('draw.list')} <code>{draw.list}</code>
        </p>
      )}
      <Turn tender={tender} draw={draw} role={role} />
    </Section>
  );
}

/** What one has to do now, or for whom the draw waits. */
function Turn({ tender, draw, role }: DrawingProps) {
  const say = useText();
  if (draw === null) {
    return role === 'buyer' ? <PrepareDraw tender={tender} /> : <Notice>{say('draw.waitsPrepared')}</Notice>;
  }
  const { commitments, revealed } = draw;
  if (commitments.supervisor === undefined) {
    return role === 'supervisor' ? <Commit tender={tender} /> : <Notice>{say('draw.waitsSupervisor')}</Notice>;
  }
  const turn = revealed.includes('buyer') ? 'supervisor' : 'buyer';
  if (turn === role) return <Reveal tender={tender} role={role} />;
  return <Notice>{say(turn === 'buyer' ? 'draw.waitsBuyerValue' : 'draw.waitsSupervisorValue')}</Notice>;
}

function Commit({ tender: id }: { readonly tender: string }) {
  const say = useText();
  const [value, setValue] = useDrawValue(id, 'supervisor');
  const write = useWrite('POST /v1/tenders/{id}/committee/draw/commitments');
  const send = () => {
    const own = value === '' ? freshValue() : value;
    setValue(own);
    write.mutate({ path: { id }, body: { commitment: commitmentOf(id, 'supervisor', own) } });
  };
  return (
    <>
      <p>{say('draw.commitAbout')}</p>
      <ProblemAlert error={write.error} />
      <p className="j-actions">
        <button type="button" className="j-button j-button-primary" disabled={write.isPending} onClick={send}>
          {say('draw.commit')}
        </button>
      </p>
    </>
  );
}

function Reveal({ tender: id, role }: { readonly tender: string; readonly role: Drawer }) {
  const say = useText();
  const [value, setValue, forget] = useDrawValue(id, role);
  const write = useWrite('POST /v1/tenders/{id}/committee/draw/values', { onDone: forget });
  return (
    <PlainForm error={write.error} onSubmit={() => write.mutate({ path: { id }, body: { value: value.trim() } })}>
      <TextField
        label={say('draw.value')}
        hint={say(value === '' ? 'draw.valueLost' : 'draw.valueKept')}
        pointer="/value"
        required
        maxLength={60}
        value={value}
        onChange={setValue}
      />
      <FormEnd submit={say(role === 'supervisor' ? 'draw.revealLast' : 'draw.reveal')} disabled={write.isPending} />
    </PlainForm>
  );
}
