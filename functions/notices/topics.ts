import type { Words } from '../../shared/commodity/model.ts';
import data from './data/topics.json' with { type: 'json' };

/** What one can ask to be told of (通知主题). */
export type Topic = keyof typeof data;

export const topics = Object.keys(data) as readonly Topic[] as readonly [Topic, ...Topic[]];
export const topicNames: Readonly<Record<Topic, Words>> = data;
