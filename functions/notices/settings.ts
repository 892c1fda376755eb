import type { Digest, QuietHours } from './hours.ts';
import type { Topic } from './topics.ts';
import type { Watch } from './watch.ts';

/** What is wanted (订阅内容): a topic that is named goes to the inbox, and by mail too where `email` says so. */
export interface Settings {
  readonly topics: { readonly [T in Topic]?: { readonly email: boolean } | undefined };
  readonly watches: readonly Watch[];
  readonly digest: Digest;
  readonly quietHours?: QuietHours | undefined;
  readonly language: 'zh' | 'en';
}

export const defaultSettings: Settings = { topics: {}, watches: [], digest: { mode: 'at-once' }, language: 'zh' };
