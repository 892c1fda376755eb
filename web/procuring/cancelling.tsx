import { useWrite } from '../api/queries.ts';
import { Section } from '../kit/blocks.tsx';
import { TextForm } from '../kit/text-form.tsx';
import { useText } from './text.ts';

/** Ends a tender for good (终止招标). */
export function Cancelling({ tender: id }: { readonly tender: string }) {
  const say = useText();
  const write = useWrite('POST /v1/tenders/{id}/cancellation');
  return (
    <Section title={say('cancel')}>
      <details className="j-fold">
        <summary>{say('cancel.open')}</summary>
        <TextForm
          draft={`cancel-${id}`}
          label={say('cancel.reason')}
          submit={say('cancel.send')}
          max={1000}
          pending={write.isPending}
          error={write.error}
          send={(reason) => write.mutateAsync({ path: { id }, body: { reason } })}
        />
      </details>
    </Section>
  );
}
