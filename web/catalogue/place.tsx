import { division } from '../../shared/commodity/divisions.ts';
import { useLanguage } from '../kit/language.ts';
import { useText } from './text.ts';

/** A place by its code; what lies outside Sanming, whose divisions alone have names here, is told as such (市外). */
export function usePlaceText(): (code: string) => string {
  const say = useText();
  const language = useLanguage();
  return (code) => division(code)?.name[language] ?? say('elsewhere', { code });
}

export const Place = ({ code }: { readonly code: string }) => <>{usePlaceText()(code)}</>;
