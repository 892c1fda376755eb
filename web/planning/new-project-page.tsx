import { useNavigate } from 'react-router';
import { useWrite } from '../api/queries.ts';
import { ButtonLink, PageFrame } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';
import { bodyOf, newProject } from './form.ts';
import './planning.css';
import { ProjectEditor } from './project-editor.tsx';
import { useText } from './text.ts';

/** Registers a project with everything that it needs (登记项目需求). */
export function Page() {
  const say = useText();
  const navigate = useNavigate();
  const [form, setForm, forget] = useDraft('project', newProject());
  const write = useWrite('POST /v1/projects', {
    onDone({ id }) {
      forget();
      navigate(`/projects/${id}`);
    },
  });
  return (
    <PageFrame title={say('register')} actions={<ButtonLink to="/projects">{say('projects')}</ButtonLink>}>
      <ProjectEditor
        form={form}
        set={setForm}
        write={write}
        submit={say('register.send')}
        send={() => write.mutate({ body: bodyOf(form, undefined) })}
      />
    </PageFrame>
  );
}
