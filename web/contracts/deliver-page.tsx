import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useRead, useWrite } from '../api/queries.ts';
import { ButtonLink, Notice, PageFrame, ProblemAlert, Reading, Section } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';
import { Goods } from '../kit/goods.tsx';
import { useOwn } from '../kit/organisation.tsx';
import { typed } from '../kit/typed.ts';
import { Amounted } from '../kit/values.tsx';
import type { CallOff } from './agreement.ts';
import { faultsOf } from './faults.ts';
import { type Load, LoadFields, loadOf } from './load-fields.tsx';
import { useText } from './text.ts';
import { quantityOf } from './units.ts';
import './contracts.css';

/** A supplier tells of a delivery (登记交货): what the note says, pieces and weighed mass apart, ticket and papers. */
export function Page() {
  const { callOff: id = '' } = useParams();
  const own = useOwn();
  const say = useText();
  const callOff = useRead('GET /v1/call-offs/{id}', { path: { id } });
  return (
    <Reading of={callOff}>
      {(it) =>
        it.status === 'confirmed' && it.supplier === own ? (
          <Telling callOff={it} />
        ) : (
          <PageFrame title={say('deliver')}>
            <Notice tone="warn" title={say('deliver.notNow')}>
              <ButtonLink to={`/call-offs/${id}`}>{say('callOff.back')}</ButtonLink>
            </Notice>
          </PageFrame>
        )
      }
    </Reading>
  );
}

function Telling({ callOff }: { readonly callOff: CallOff }) {
  const say = useText();
  const go = useNavigate();
  const [loads, setLoads, forget] = useDraft<Readonly<Record<string, Load>>>(`delivery-${callOff.id}`, {});
  const [uploading, setUploading] = useState(false);
  const tell = useWrite('POST /v1/call-offs/{id}/deliveries', {
    onDone({ id }) {
      forget();
      return go(`/deliveries/${id}`);
    },
  });
  const came = callOff.lines.filter(({ item }) => (loads[item]?.declared ?? '').trim() !== '');
  const { faults, placed } = faultsOf(tell.error, (at) => came[at]?.item);
  const submit = () =>
    tell.mutate({
      path: { id: callOff.id },
      body: {
        lines: came.map((line) => {
          const load = loadOf(loads, line);
          return {
            itemId: line.item,
            declared: quantityOf(load.declared, load.unit),
            ...(load.pieces.trim() === '' ? {} : { pieces: typed(load.pieces) }),
            ...(load.weighed.trim() === '' ? {} : { weighed: quantityOf(load.weighed, 'TNE/weighed') }),
            ...(load.ticketNo.trim() === '' ? {} : { ticketNo: load.ticketNo.trim() }),
            ...(load.heatNo.trim() === '' ? {} : { heatNo: load.heatNo.trim() }),
            documents: load.documents,
          };
        }),
      },
    });
  return (
    <PageFrame kicker={say('callOff')} title={say('deliver')}>
      <Notice tone="accent">
        <p>{say('deliver.about')}</p>
      </Notice>
      {callOff.lines.map((line) => (
        <Section
          key={line.item}
          title={<Goods category={line.category} attributes={line.attributes} />}
          more={
            <span className="j-small">
              {say('ordered')} <Amounted value={line.quantity} />
            </span>
          }
        >
          <LoadFields
            {...{ line, faults, setUploading }}
            callOff={callOff.id}
            load={loadOf(loads, line)}
            onChange={(load) => setLoads({ ...loads, [line.item]: load })}
          />
        </Section>
      ))}
      <ProblemAlert error={placed ? undefined : tell.error} />
      <p className="j-actions">
        <button
          type="button"
          className="j-button j-button-primary"
          disabled={came.length === 0 || uploading || tell.isPending}
          onClick={submit}
        >
          {say('deliver.do')}
        </button>
        <button type="button" className="j-button" onClick={forget}>
          {say('startOver')}
        </button>
      </p>
    </PageFrame>
  );
}
