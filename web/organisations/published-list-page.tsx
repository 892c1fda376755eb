import { useParams } from 'react-router';
import { type Answer, etagOf } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Empty, Facts, PageFrame, Reading, Section, Table, Tag } from '../kit/blocks.tsx';
import { Day, Moment } from '../kit/values.tsx';
import { IssueForm } from './issue-form.tsx';
import './organisations.css';
import { useText } from './text.ts';

type List = Answer<'GET /v1/published-lists/{key}'>;

/** A list of firms that an authority published (龙头企业名单): its newest issue, and the way to enter the next. */
export function Page() {
  const say = useText();
  const { publishedList: key = '' } = useParams();
  return (
    <PageFrame
      title={say('lists')}
      kicker={key}
      actions={<ButtonLink to="/published-lists">{say('lists')}</ButtonLink>}
    >
      <One id={key} />
    </PageFrame>
  );
}

function One({ id }: { readonly id: string }) {
  const say = useText();
  const list = useRead('GET /v1/published-lists/{key}', { path: { key: id } });
  const absent = list.error instanceof ApiProblem && list.error.status === 404;
  if (absent) {
    return (
      <>
        <Section title={id}>
          <Empty title={say('lists.none')}>{say('lists.noneDetail')}</Empty>
        </Section>
        <IssueForm list={id} />
      </>
    );
  }
  return (
    <Reading of={list}>
      {(it) => (
        <>
          <Issue of={it} />
          <IssueForm key={it.version} list={id} before={it} etag={etagOf(it)} />
        </>
      )}
    </Reading>
  );
}

function Issue({ of }: { readonly of: List }) {
  const say = useText();
  return (
    <Section title={of.title} more={<Tag tone="accent">{say(`list.${of.kind}`)}</Tag>}>
      <Facts
        items={[
          [say('lists.source'), of.source],
          [say('lists.publishedOn'), <Day key="published" at={of.publishedOn} />],
          [say('lists.version'), String(of.version)],
          [say('lists.issuedAt'), <Moment key="issued" at={of.issuedAt} />],
        ]}
      />
      <Table
        caption={of.title}
        columns={[
          { title: say('name'), of: ({ name }) => name },
          { title: say('uscc'), of: ({ uscc }) => <code>{uscc}</code> },
        ]}
        items={of.firms}
        keyOf={({ uscc }) => uscc}
      />
    </Section>
  );
}
