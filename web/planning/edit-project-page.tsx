import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { etagOf } from '../api/client.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { ButtonLink, PageFrame, Reading } from '../kit/blocks.tsx';
import { changesOf, formOf, type Project } from './form.ts';
import './planning.css';
import { ProjectEditor } from './project-editor.tsx';
import { useText } from './text.ts';

/** Changes a project of one's own; its posts follow (修改项目需求). */
export function Page() {
  const { ownProject: id = '' } = useParams();
  const project = useRead('GET /v1/projects/{id}', { path: { id } });
  return <Reading of={project}>{(it) => <Editing key={it.changedAt} project={it} />}</Reading>;
}

function Editing({ project }: { readonly project: Project }) {
  const say = useText();
  const navigate = useNavigate();
  const { id, place } = project;
  const [form, setForm] = useState(() => formOf(project));
  const [etag] = useState(() => etagOf(project));
  const write = useWrite('PATCH /v1/projects/{id}', { onDone: () => navigate(`/projects/${id}`) });
  return (
    <PageFrame
      title={project.name}
      kicker={say('edit')}
      actions={<ButtonLink to={`/projects/${id}`}>{say('back')}</ButtonLink>}
    >
      <ProjectEditor
        form={form}
        set={setForm}
        write={write}
        submit={say('edit.send')}
        send={() => write.mutate({ path: { id }, body: changesOf(form, place), ifMatch: etag })}
      />
    </PageFrame>
  );
}
