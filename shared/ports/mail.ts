/** One mail (邮件), plain text. The same id is the same mail: who gets it twice can tell. */
export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Where a click alone ends further mail (RFC 8058). */
  readonly unsubscribe?: string | undefined;
}

/** Sends mail, at least once. @throws `MailRefused`, or whatever passes by itself */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

/** The mail will not be taken, however often it is sent. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

/** The headers by which a mail's reader ends further mail with one click (RFC 2369, RFC 8058 §3.1). */
export const unsubscribeHeaders = ({ unsubscribe }: Mail): readonly (readonly [string, string])[] =>
  unsubscribe === undefined
    ? []
    : [
        ['List-Unsubscribe', `<${unsubscribe}>`],
        ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
      ];
