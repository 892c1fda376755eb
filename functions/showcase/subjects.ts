import { category } from '../../shared/commodity/category.ts';
import { process } from '../../shared/commodity/process.ts';

const found = (subject: string) => category(subject) ?? process(subject);

/** Whether there is such a category of goods or process of outsourced work (品类或工艺). */
export const isSubject = (subject: string): boolean => found(subject) !== undefined;

/** Its name in Chinese, or its code where it has none any more. */
export const subjectName = (subject: string): string => found(subject)?.name.zh ?? subject;
