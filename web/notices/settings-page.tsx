import { useRead } from '../api/queries.ts';
import { ButtonLink, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { EmailAddress } from './email.tsx';
import './notices.css';
import { SettingsForm } from './settings-form.tsx';
import { useText } from './text.ts';

/** What somebody wants to be told of (通知设置), for the organisation that they act for. */
export function Page() {
  const say = useText();
  const settings = useRead('GET /v1/notification-settings', {});
  return (
    <PageFrame title={say('settings')} actions={<ButtonLink to="/inbox">{say('inbox')}</ButtonLink>}>
      <Reading of={settings}>
        {(it) => (
          <>
            <EmailAddress settings={it} />
            <SettingsForm settings={it} />
            <Section title={say('webhooks')}>
              <p>{say('webhooks.about')}</p>
              <p>
                <ButtonLink to="/webhooks">{say('webhooks.manage')}</ButtonLink>
              </p>
            </Section>
          </>
        )}
      </Reading>
    </PageFrame>
  );
}
