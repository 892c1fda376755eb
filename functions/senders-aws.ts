import { sesMailer } from '../shared/ports/mail.aws.ts';
import { webhookPoster } from '../shared/ports/webhooks.http.ts';
import { variable } from './aws.ts';
import type { Senders } from './notices/send.ts';

/** What of AWS reaches the world outside; a mail is only written where there is a sender. */
export function awsSenders(): Senders {
  return {
    mailer: sesMailer({
      region: variable('AWS_REGION'),
      from: process.env.MAIL_FROM ?? '',
      // Lambda gives them by the environment.
      credentials: () => ({
        accessKeyId: variable('AWS_ACCESS_KEY_ID'),
        secretAccessKey: variable('AWS_SECRET_ACCESS_KEY'),
        ...(process.env.AWS_SESSION_TOKEN ? { sessionToken: process.env.AWS_SESSION_TOKEN } : {}),
      }),
    }),
    poster: webhookPoster({ loopback: false }),
    origin: () => variable('PUBLIC_URL'),
  };
}
