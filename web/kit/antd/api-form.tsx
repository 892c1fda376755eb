import { Button, Form, type FormInstance } from 'antd';
import { type ReactNode, useEffect } from 'react';
import type { Answer, Asked, Writing } from '../../api/client.ts';
import { ApiProblem, fieldProblems } from '../../api/problem.ts';
import { useWrite } from '../../api/queries.ts';
import { ProblemAlert } from '../blocks.tsx';
import { draftOf, forgetDraft, keepDraft } from '../draft.ts';
import { useText } from '../text.ts';

interface ApiFormProps<O extends Writing, V extends object> {
  readonly operation: O;
  /** What is asked when the form is sent. Fields are named as the body is, so that a refusal finds them. */
  readonly asked: (values: V) => Asked<O>;
  readonly initial?: Partial<V>;
  /** The ETag of what was edited: a write over somebody else's is refused. */
  readonly ifMatch?: string | undefined;
  /** Under what name unsent work is kept in this browser; nothing is kept without one. */
  readonly draft?: string;
  /** What the button says. */
  readonly submit: string;
  readonly onDone?: (answer: Answer<O>) => unknown;
  readonly children: ReactNode | ((form: FormInstance<V>) => ReactNode);
}

/**
 * A form of Ant Design that sends one operation: each refusal of the API stands beside the field that its pointer names, what
 * names no field above the button, and what was typed is kept until it was taken.
 */
export function ApiForm<O extends Writing, V extends object>(props: ApiFormProps<O, V>) {
  const { operation, asked, initial, ifMatch, draft, submit, onDone, children } = props;
  const say = useText();
  const [form] = Form.useForm<V>();
  const write = useWrite(operation, {
    onDone(answer) {
      if (draft !== undefined) forgetDraft(draft);
      return onDone?.(answer);
    },
  });
  const { error } = write;
  const placed = usePlacedProblems(form, error);
  const first = { ...initial, ...(draft === undefined ? {} : draftOf<Partial<V>>(draft)) };
  return (
    <Form<V>
      form={form}
      layout="vertical"
      requiredMark
      scrollToFirstError={{ focus: true }}
      initialValues={first}
      onValuesChange={(_, all) => draft !== undefined && keepDraft(draft, all)}
      onFinish={(values) => write.mutate({ ...(asked(values) as object), ifMatch } as never)}
    >
      {typeof children === 'function' ? children(form) : children}
      <ProblemAlert error={placed ? undefined : error} />
      <p className="j-form-actions">
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          {submit}
        </Button>
        {draft !== undefined && (
          <Button
            onClick={() => {
              forgetDraft(draft);
              form.setFieldsValue(initial as Parameters<typeof form.setFieldsValue>[0]);
              form.resetFields();
            }}
          >
            {say('startOver')}
          </Button>
        )}
      </p>
    </Form>
  );
}

type Name = Parameters<FormInstance['setFields']>[0][number]['name'];

/** Puts what was refused beside its fields, the first of them in focus; whether all of it found one. */
function usePlacedProblems<V>(form: FormInstance<V>, error: Error | null): boolean {
  const problems = fieldProblems(error);
  const known = problems.filter(({ name }) => form.getFieldInstance(name as never) !== undefined);
  useEffect(() => {
    const fields = fieldProblems(error).filter(({ name }) => form.getFieldInstance(name as never) !== undefined);
    if (fields.length === 0) return;
    form.setFields(fields.map(({ name, message }) => ({ name: name as Name, errors: [message] })) as never);
    form.scrollToField(fields[0]?.name as never, { focus: true });
  }, [form, error]);
  const listed = error instanceof ApiProblem ? (error.problem.errors ?? []).length : 0;
  return listed > 0 && known.length === listed;
}
