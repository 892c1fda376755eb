import processes from '../../shared/commodity/data/processes.json' with { type: 'json' };
import { useLanguage, type Words } from './language.ts';
import { useCategoryName } from './values.tsx';

/** The processes of outsourced work (外协加工工艺) by name. */
export const processNames: readonly { readonly code: string; readonly name: Words }[] = processes.processes;

/** The name of what something is about: a category or family of goods, or a process of work. */
export function useSubjectWords(): (code: string) => string {
  const nameOf = useCategoryName();
  const language = useLanguage();
  return (code) => processNames.find((each) => each.code === code)?.name[language] ?? nameOf(code);
}
