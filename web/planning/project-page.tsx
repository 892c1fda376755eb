import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { etagOf } from '../api/client.ts';
import { useRead, useWrite } from '../api/queries.ts';
import {
  ButtonLink,
  type Column,
  Facts,
  Notice,
  PageFrame,
  ProblemAlert,
  Reading,
  Section,
  Table,
  Tag,
} from '../kit/blocks.tsx';
import { Goods } from '../kit/goods.tsx';
import { Address, Amounted, Day, Moment } from '../kit/values.tsx';
import { useSession } from '../session/session.ts';
import type { Project } from './form.ts';
import './planning.css';
import { useText } from './text.ts';

/** What a project needs, each line with the demand that stands for it (项目需求). */
export function Page() {
  const { project: id = '' } = useParams();
  const project = useRead('GET /v1/projects/{id}', { path: { id } });
  return <Reading of={project}>{(it) => <Whole project={it} />}</Reading>;
}

function Whole({ project }: { readonly project: Project }) {
  const say = useText();
  const session = useSession();
  const { id, name, status, poster, place, visibility, quantityHidden, lines } = project;
  const own = session.status === 'user' && session.organisation?.organisation === poster.id;
  const columns: readonly Column<Project['lines'][number]>[] = [
    { title: say('goods'), of: ({ category, attributes }) => <Goods category={category} attributes={attributes} /> },
    {
      title: say('quantity'),
      figure: true,
      of: ({ quantity }) => (quantity === undefined ? say('quantity.unsaid') : <Amounted value={quantity} />),
    },
    {
      title: say('window'),
      of: ({ window }) => (
        <>
          <Day at={window.from} /> – <Day at={window.to} />
        </>
      ),
    },
    {
      title: say('post'),
      of: ({ post, id: line }) => (
        <Link to={`/market/posts/${post}`}>{say('post.of', { number: numberOf(project, line) })}</Link>
      ),
    },
  ];
  return (
    <PageFrame
      title={name}
      kicker={say('projects.kicker')}
      actions={own && status === 'open' && <ButtonLink to={`/projects/${id}/edit`}>{say('edit')}</ButtonLink>}
    >
      <Section
        title={say('project')}
        more={<Tag tone={status === 'open' ? 'good' : 'neutral'}>{say(`status.${status}`)}</Tag>}
      >
        <Facts
          items={[
            [say('owner'), poster.name],
            [say('place'), <Address key="place" of={place} />],
            [say('visibility'), say(`visibility.${visibility}`)],
            [say('quantity'), quantityHidden ? say('quantity.hidden') : undefined],
            [say('registeredAt'), <Moment key="registered" at={project.registeredAt} />],
            [say('changedAt'), <Moment key="changed" at={project.changedAt} />],
          ]}
        />
      </Section>
      <Section title={say('lines')}>
        <Table caption={say('lines')} columns={columns} items={lines} keyOf={({ id: line }) => line} />
      </Section>
      {own && status === 'open' && <Closing id={id} etag={etagOf(project)} />}
    </PageFrame>
  );
}

const numberOf = ({ lines }: Project, line: string): number => lines.findIndex(({ id }) => id === line) + 1;

function Closing({ id, etag }: { readonly id: string; readonly etag: string | undefined }) {
  const say = useText();
  const [asked, setAsked] = useState(false);
  const write = useWrite('POST /v1/projects/{id}/closure');
  return (
    <Section title={say('close')}>
      <p>{say('close.about')}</p>
      <ProblemAlert error={write.error} />
      {asked ? (
        <Notice tone="warn" title={say('close.sure')}>
          <p className="j-actions">
            <button
              type="button"
              className="j-button j-button-primary"
              disabled={write.isPending}
              onClick={() => write.mutate({ path: { id }, ifMatch: etag })}
            >
              {say('close')}
            </button>
            <button type="button" className="j-button" onClick={() => setAsked(false)}>
              {say('close.not')}
            </button>
          </p>
        </Notice>
      ) : (
        <p className="j-actions">
          <button type="button" className="j-button" onClick={() => setAsked(true)}>
            {say('close')}
          </button>
        </p>
      )}
    </Section>
  );
}
