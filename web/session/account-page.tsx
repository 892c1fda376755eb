import { Form, Input } from 'antd';
import { useState } from 'react';
import { useRead } from '../api/queries.ts';
import { ApiForm } from '../kit/antd/api-form.tsx';
import { type Column, Empty, Notice, PageFrame, Reading, Section, Table, Tag, type Tone } from '../kit/blocks.tsx';
import { type Membership, meetAgain } from './session.ts';
import { useText } from './text.ts';

const tones: Readonly<Record<Membership['status'], Tone>> = { pending: 'warn', verified: 'good', rejected: 'bad' };

/** For whom one may act, and how to join another (我的单位). */
export function Page() {
  const say = useText();
  const memberships = useRead('GET /v1/memberships', {});
  const columns: readonly Column<Membership>[] = [
    { title: say('column.organisation'), of: ({ name }) => name },
    { title: say('column.uscc'), of: ({ uscc }) => <code>{uscc}</code> },
    { title: say('column.kinds'), of: ({ kinds }) => kinds.map((each) => say(`kind.${each}`)).join(' · ') },
    { title: say('column.roles'), of: ({ roles }) => roles.map((each) => say(`role.${each}`)).join(' · ') },
    { title: say('column.status'), of: ({ status }) => <Tag tone={tones[status]}>{say(`status.${status}`)}</Tag> },
  ];
  return (
    <PageFrame title={say('account')}>
      <Section title={say('account')}>
        <Reading of={memberships}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={say('account.none')}>{say('account.noneDetail')}</Empty>
            ) : (
              <Table
                caption={say('account')}
                columns={columns}
                items={items}
                keyOf={({ organisation }) => organisation}
              />
            )
          }
        </Reading>
      </Section>
      <Joining />
    </PageFrame>
  );
}

function Joining() {
  const say = useText();
  const [joined, setJoined] = useState(false);
  return (
    <Section title={say('join')}>
      {joined && <Notice tone="good">{say('join.done')}</Notice>}
      <ApiForm<'POST /v1/memberships', { readonly code: string }>
        operation="POST /v1/memberships"
        asked={({ code }) => ({ body: { code: code.trim() } })}
        submit={say('join.submit')}
        onDone={async () => {
          setJoined(true);
          await meetAgain();
        }}
      >
        <Form.Item name="code" label={say('join.code')} extra={say('join.codeHelp')} rules={[{ required: true }]}>
          <Input autoComplete="off" maxLength={300} />
        </Form.Item>
      </ApiForm>
    </Section>
  );
}
