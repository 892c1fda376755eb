import { Link } from 'react-router';
import { type Listed, useList } from '../api/queries.ts';
import { ButtonLink, type Column, Empty, Listing, PageFrame, Section, Table, Tag } from '../kit/blocks.tsx';
import { Moment } from '../kit/values.tsx';
import { useText } from './text.ts';

type Row = Listed<'GET /v1/projects'>;

/** One's own projects, whose needs stand in the market line by line (项目需求). */
export function Page() {
  const say = useText();
  const projects = useList('GET /v1/projects', { query: { limit: 50 } });
  const columns: readonly Column<Row>[] = [
    { title: say('project'), of: ({ id, name }) => <Link to={`/projects/${id}`}>{name}</Link> },
    { title: say('lines'), figure: true, of: ({ lines }) => lines },
    {
      title: say('status'),
      of: ({ status }) => <Tag tone={status === 'open' ? 'good' : 'neutral'}>{say(`status.${status}`)}</Tag>,
    },
    { title: say('registeredAt'), of: ({ registeredAt }) => <Moment at={registeredAt} /> },
  ];
  return (
    <PageFrame
      title={say('projects')}
      actions={
        <ButtonLink primary to="/projects/new">
          {say('register')}
        </ButtonLink>
      }
    >
      <p className="j-muted">{say('projects.about')}</p>
      <Section title={say('projects')}>
        <Listing of={projects} empty={<Empty title={say('projects.none')}>{say('projects.noneDetail')}</Empty>}>
          {(items) => <Table caption={say('projects')} columns={columns} items={items} keyOf={({ id }) => id} />}
        </Listing>
      </Section>
    </PageFrame>
  );
}
