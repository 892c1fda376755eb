import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { Facts, Section, Table, Tag } from '../kit/blocks.tsx';
import { ReasonForm } from '../kit/reason-form.tsx';
import { Amount, Moment } from '../kit/values.tsx';
import { LineGoods } from './lines.tsx';
import { type Content, type Side, type Statement, useItems } from './model.ts';
import { useText } from './text.ts';

type Dispute = Statement['disputes'][number];

interface DisputesProps {
  readonly statement: Statement;
  readonly content: Content;
  readonly side: Side | undefined;
}

/** What is disputed, by whom and why, and what came of it (异议). */
export function Disputes({ statement, content, side }: DisputesProps) {
  const say = useText();
  if (statement.disputes.length === 0) return null;
  return (
    <Section title={say('disputes')}>
      {statement.disputes.map((dispute) => (
        <One key={dispute.dispute} {...{ statement, content, side, dispute }} />
      ))}
    </Section>
  );
}

function One({ statement, content, side, dispute }: DisputesProps & { readonly dispute: Dispute }) {
  const say = useText();
  const items = useItems(statement.agreement);
  const { by, at, reason, settled } = dispute;
  return (
    <div className="j-stack s-dispute">
      <Facts
        items={[
          [say('disputedBy'), say(`side.${by}`)],
          [say('disputedAt'), <Moment key="at" at={at} />],
          [say('disputing.reason'), reason],
          [
            say('outcome'),
            settled === undefined ? (
              <Tag key="open" tone="warn">
                {say('outcome.open')}
              </Tag>
            ) : (
              <span key="settled">
                <Tag tone="good">{say(`outcome.${settled.outcome}`)}</Tag> {settled.reason}
                <span className="s-under j-small">
                  <Moment at={settled.at} />
                </span>
              </span>
            ),
          ],
        ]}
      />
      <Table
        caption={say('disputes')}
        columns={[
          {
            title: say('goods'),
            of: ({ line: name }) => {
              const line = content.lines.find((each) => each.line === name);
              return line === undefined ? (
                name
              ) : (
                <LineGoods line={line} attributes={items.get(line.item)?.attributes} />
              );
            },
          },
          { title: say('stated'), of: ({ stated }) => <Amount value={stated} exact />, figure: true },
          { title: say('claimed'), of: ({ claimed }) => <Amount value={claimed} exact />, figure: true },
        ]}
        items={dispute.lines}
        keyOf={({ line }) => line}
      />
      {settled === undefined && side !== undefined && <Settling {...{ statement, side, dispute }} />}
    </div>
  );
}

/** Who raised it withdraws it, the other side accepts it. */
function Settling({
  statement: { id },
  side,
  dispute: { dispute, by },
}: {
  readonly statement: Statement;
  readonly side: Side;
  readonly dispute: Dispute;
}) {
  const say = useText();
  const [begun, setBegun] = useState(false);
  const settle = useWrite('POST /v1/statements/{id}/disputes/{dispute}/settlement');
  const outcome = by === side ? 'withdrawn' : 'accepted';
  if (!begun)
    return (
      <p className="j-actions">
        <button type="button" className="j-button" onClick={() => setBegun(true)}>
          {say(`settle.${outcome}`)}
        </button>
      </p>
    );
  return (
    <ReasonForm
      submit={say(`settle.${outcome}.do`)}
      write={settle}
      onSubmit={(reason) => settle.mutate({ path: { id, dispute }, body: { outcome, reason } })}
      onCancel={() => setBegun(false)}
    />
  );
}
