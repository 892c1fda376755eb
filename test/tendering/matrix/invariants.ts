import type { Reply } from '../../support/app.ts';
import { asker, bidders, isOwn, marks, organisationOf, type Role, sits } from './cast.ts';
import { isConfidential, isSealed } from './pasts.ts';

/** What is in an answer that is not for everybody at every time, in words. */
export function seenIn({ body, headers }: Reply, role: Role): string[] {
  const text = JSON.stringify(body ?? null) + JSON.stringify([...headers]);
  const own = organisationOf(role);
  const names = (all: readonly { id: string; name: string; uscc: string }[]) =>
    all.some(({ id, name, uscc }) => id !== own && [id, name, uscc].some((mark) => text.includes(mark)));
  const counts = /"(count|perLot|bidders|withdrawn|stale|opened)":/.test(text);
  return Object.entries({
    estimate: text.includes(marks.estimate),
    bidders: names(bidders),
    'number of bidders': counts,
    asker: names([asker]),
    texts: text.includes(marks.text),
    'names of members': text.includes(marks.names),
    scores: text.includes(marks.sheet),
    votes: text.includes(marks.vote),
    'private part': text.includes(marks.secret),
  }).flatMap(([what, seen]) => (seen ? [what] : []));
}

interface Answer {
  readonly state: string;
  readonly role: Role;
  readonly seen: readonly string[];
}

/** What an answer tells that its reader may not know yet. */
export function breachesOf({ state, role, seen }: Answer): string[] {
  const forbidden = new Set<string>();
  if (isSealed(state)) {
    if (!state.startsWith('failed')) forbidden.add('number of bidders');
    // The members of an agreement are known by its award; which of them bid is not.
    if (!state.endsWith('second stage')) forbidden.add('bidders');
    for (const what of ['asker', 'names of members', 'scores', 'votes', 'private part']) forbidden.add(what);
    if (!isOwn(role)) forbidden.add('estimate');
  }
  if (isConfidential(state) && role !== 'supervisor' && !sits(role)) {
    const reported = state === 'reported';
    if (!(reported && isOwn(role))) for (const what of ['scores', 'votes']) forbidden.add(what);
    if (!isOwn(role)) forbidden.add('names of members');
    if (!isOwn(role) || !(reported || state.startsWith('draw'))) forbidden.add('private part');
  }
  return seen.filter((what) => forbidden.has(what));
}
