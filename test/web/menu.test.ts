import { describe, expect, it } from 'vitest';
import { menuOf, pages } from '../../web/app/pages.ts';
import type { PageRoute, Section } from '../../web/kit/page-route.ts';

const page = (path: string, order: number, more: Partial<PageRoute> = {}): PageRoute => ({
  path,
  title: { zh: path, en: path },
  load: () => Promise.reject(new Error('nobody opens it')),
  menu: { section: 'user', order },
  ...more,
});
const pathsOf = (list: readonly PageRoute[]) => list.map(({ path }) => path);

describe('the menu', () => {
  const of = [
    page('/b', 20),
    page('/a', 10, { roles: ['purchaser', 'supplier'] }),
    page('/c', 20, { roles: ['operator'] }),
    page('/elsewhere', 1, { menu: { section: 'public', order: 1 } }),
  ];

  it('leads to what is for anyone and to what is for one of one’s roles, in its order', () => {
    expect(pathsOf(menuOf('user', ['user'], of))).toEqual(['/b']);
    expect(pathsOf(menuOf('user', ['user', 'supplier'], of))).toEqual(['/a', '/b']);
    expect(pathsOf(menuOf('user', ['user', 'operator'], of))).toEqual(['/b', '/c']);
  });

  it('of the console itself leads nobody to a page that the guard would close', () => {
    const sections: readonly Section[] = [
      'public',
      'user',
      'purchaser',
      'supplier',
      'expert',
      'operator',
      'supervisor',
    ];
    const own = ['user', 'supplier'] as const;
    for (const section of sections) {
      expect(menuOf(section, []).every(({ roles }) => roles === undefined)).toBe(true);
      for (const { roles = own } of menuOf(section, own))
        expect(roles.some((role) => own.some((one) => one === role))).toBe(true);
    }
    expect(menuOf('operator', ['user', 'operator']).length).toBeGreaterThan(2);
    expect(pages.length).toBeGreaterThan(40);
  });
});
