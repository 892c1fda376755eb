import { useRead } from '../api/queries.ts';
import { useLanguage } from '../kit/language.ts';

/** The topics that one can be told of, each with its name. */
export function useTopicNames(): readonly (readonly [topic: string, name: string])[] {
  const language = useLanguage();
  const { data } = useRead('GET /v1/notification-settings', {});
  return Object.entries(data?.topicNames ?? {}).map(([topic, words]) => [topic, words?.[language] ?? topic] as const);
}
