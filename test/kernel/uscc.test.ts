import { describe, expect, it } from 'vitest';
import { checkUscc } from '../../shared/kernel/uscc.ts';
import { refusal } from './refusal.ts';
import vectors from './vectors/uscc.json' with { type: 'json' };

describe('a unified social credit code', () => {
  it.each(vectors.valid)('%s is valid', (code) => {
    expect(checkUscc(code)).toEqual({ ok: true, warnings: [] });
  });

  it.each(vectors.checkDigitWarns)('%s only warns, being in real use', (code) => {
    expect(checkUscc(code)).toEqual({ ok: true, warnings: ['uscc-check-digit'] });
  });

  it.each([...vectors.refused, '91350404100000008y', '9135040410000000IY', ''])('%s is refused', (code) => {
    expect(refusal(() => checkUscc(code))).toBe('uscc-invalid');
  });

  it('warns of any one wrong character in the first seventeen', () => {
    const [code = ''] = vectors.valid;
    for (const at of Array(17).keys()) {
      for (const wrong of vectors.alphabet.replace(code.charAt(at), '')) {
        const changed = code.slice(0, at) + wrong + code.slice(at + 1);
        expect(checkUscc(changed).warnings, changed).toEqual(['uscc-check-digit']);
      }
    }
  });
});
