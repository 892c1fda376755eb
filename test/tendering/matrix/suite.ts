import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../functions/app.ts';
import { millis } from '../../../shared/kernel/time.ts';
import { type Call, caller, type Reply, type TestApp, testApp } from '../../support/app.ts';
import { freshDb } from '../../support/db.ts';
import { type Undoable, undoable } from '../../support/undo.ts';
import { actorOfToken, affiliates, type Role, roles, tokenOf } from './cast.ts';
import { breachesOf, seenIn } from './invariants.ts';
import { isHidden, pasts, statesOf } from './pasts.ts';
import { commands, elsewhere, type Probe, pathOf, reads } from './probes.ts';
import { type Past, type Setting, tenderIn, type World, worldOf } from './setting.ts';
import { type Asked, matrixOf, rowOf } from './table.ts';

/** Some hundred thousand questions take two minutes of a free machine: how long they may take of one that is busy. */
const patience = 3_600_000;

/**
 * Every command and every question, in every state, by every role: what happens or what is shown, or the named
 * refusal. The reviewed answers stand in the JSON files beside this one: a change of them is a change of who may do what, and is
 * read as such (`vitest -u` writes them).
 */
export function matrixSuite(half: 'before' | 'after'): void {
  describe(`every operation in every state ${half} the opening, by every role`, () => {
    let t: TestApp;
    let db: Undoable;
    let call: Call;
    let world: World;
    const settings = new Map<string, Setting>();
    const asked: Asked[] = [];

    beforeAll(async () => {
      db = undoable(await freshDb());
      const config = {
        operators: ['operator'],
        supervisors: ['supervisor'],
        operatorAffiliates: [affiliates.ofOperator],
      };
      t = await testApp({ db, config });
      const actorOf = async (token: string | undefined) => actorOfToken(token);
      const pseudonym = once(t.deps.pseudonym);
      call = caller(createApp({ ...t.deps, pseudonym, http: { ...t.deps.http, actorOf } }));
      world = await worldOf(t);
      for (const [n, state] of statesOf(half).entries()) {
        settings.set(state, await tenderIn(world, n + 1, pasts[state] as Past));
      }
      db.keep();
      for (const [state, setting] of settings) {
        t.clock.now = millis(pasts[state]?.at ?? '');
        for (const probe of [...commands, ...reads]) for (const role of roles) await ask(probe, state, setting, role);
      }
      const [none] = half === 'before' ? settings.values() : [];
      if (none === undefined) return;
      t.clock.now = millis(pasts.none?.at ?? '');
      for (const probe of elsewhere) for (const role of roles) await ask(probe, 'anywhere', none, role);
    }, patience);

    /** Asks, looks at what it did, and undoes it. */
    async function ask(probe: Probe, state: string, setting: Setting, role: Role): Promise<void> {
      const body = await probe.body?.(setting, role);
      const [method = ''] = probe.operation.split(' ');
      const reply = await call(method, pathOf(probe, setting), body, { as: tokenOf(role) });
      const { status } = reply;
      const written = db.touched.length > 0;
      const log = written && status < 400 ? await logOf(setting.id) : [];
      const changed = written && status >= 400 ? await db.changed() : [];
      if (written) await db.undo();
      const happened = [...log.slice(setting.events), ...drafted(reply, setting)];
      const refused = status < 400 ? undefined : `${reply.body?.code}`;
      asked.push({ probe, state, role, status, refused, written, happened, changed, seen: seenIn(reply, role) });
    }

    const logOf = async (id: string): Promise<string[]> =>
      (await t.deps.tenders.wholeLog(id)).map(({ json }) => JSON.parse(json).type);
    /** Another tender that came of it. */
    const drafted = ({ status, body }: Reply, { id }: Setting): string[] =>
      status === 201 && body?.status === 'draft' && body.id !== id ? ['TenderDrafted (another)'] : [];

    it('is asked of every operation that there is', async () => {
      const { body } = await t.call('GET', '/openapi.json');
      const all = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
      );
      const ours = all.filter((one) => /\/v1\/(tenders|rule-packs|calendars|ceremony-keys|experts)/.test(one)).sort();
      expect([...new Set([...commands, ...reads, ...elsewhere].map(({ operation }) => operation))].sort()).toEqual(
        ours,
      );
    });

    it('commands are as they were reviewed', async () => {
      await expect(matrixOf(asked, commands)).toMatchFileSnapshot(`matrix/${half}/commands.json`);
    });

    it('questions are as they were reviewed', async () => {
      await expect(matrixOf(asked, reads)).toMatchFileSnapshot(`matrix/${half}/reads.json`);
      if (half === 'before') await expect(matrixOf(asked, elsewhere)).toMatchFileSnapshot('matrix/elsewhere.json');
    });

    it('nobody meets a fault of ours, and a refusal leaves everything as it was', () => {
      expect(asked.filter(({ status }) => status >= 500).map(shown)).toEqual([]);
      expect(asked.filter(({ changed }) => changed.length > 0).map(shown)).toEqual([]);
      expect(asked.filter(({ probe, written }) => probe.operation.startsWith('GET') && written)).toEqual([]);
    });

    it('what somebody may not know of is answered as if it did not exist', () => {
      const answer = ({ status, refused }: Asked) => `${status} ${refused}`;
      const none = new Map(asked.filter(({ state }) => state === 'none').map((one) => [keyOf(one), answer(one)]));
      const strangers = asked.filter(
        ({ state, role }) => isHidden(state) && !role.startsWith('own') && role !== 'share holder',
      );
      expect(strangers.filter((one) => answer(one) !== none.get(keyOf(one))).map(shown)).toEqual([]);
    });

    it('no answer tells what its reader may not know', () => {
      expect(asked.flatMap((one) => breachesOf(one).map((breach) => `${breach}: ${shown(one)}`))).toEqual([]);
    });

    const keyOf = ({ probe, role }: Asked): string => `${rowOf(probe)} ${role}`;
    const shown = ({ probe, state, role, status, refused }: Asked): string =>
      `${rowOf(probe)}, ${state}, ${role}: ${status} ${refused ?? ''}`;
  });
}

/** The same question is answered as before. */
function once(ask: (text: string) => string): (text: string) => string {
  const kept = new Map<string, string>();
  return (text) => {
    const answer = kept.get(text) ?? ask(text);
    kept.set(text, answer);
    return answer;
  };
}
