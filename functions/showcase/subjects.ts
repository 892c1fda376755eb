import { goods } from '../../shared/commodity/process.ts';

/** Whether there is such a category of goods or process of outsourced work (品类或工艺). */
export const isSubject = (subject: string): boolean => goods(subject) !== undefined;

/** Its name in Chinese, or its code where it has none any more. */
export const subjectName = (subject: string): string => goods(subject)?.name.zh ?? subject;
