import { describe, expect, it } from 'vitest';
import { WORD } from '../../../firmware-model/src/interlock/state.ts';
import { ageToken, grantToken, isTokenGood, voidToken } from '../../../firmware-model/src/interlock/token.ts';
import { Fixture, MODES } from './fixture.ts';

function armed(life_ticks = 3): Fixture {
  const fixture = new Fixture({ mode: MODES.ARMED });
  grantToken(fixture.interlock, { token: 0xdead_beef, limits_digest: 0xffff_0001, life_ticks });
  return fixture;
}

describe('the arm token', () => {
  it('is good with the digest that it was granted for', () => {
    expect(isTokenGood(armed().interlock, 0xdead_beef, 0xffff_0001)).toBe(true);
  });

  it.each([
    ['another token', 0xdead_beee, 0xffff_0001], ['another digest', 0xdead_beef, 0xffff_0002], ['no token', 0, 0xffff_0001], ['NaN', NaN, 0xffff_0001],
  ])('is not %s', (_title, token, digest) => {
    expect(isTokenGood(armed().interlock, token, digest)).toBe(false);
  });

  it('is not a zeroed word', () => {
    const fixture = new Fixture({ mode: MODES.ARMED });
    expect(isTokenGood(fixture.interlock, 0, 0)).toBe(false);
  });

  it('lives for its ticks and dies with the last', () => {
    const fixture = armed(2);
    expect(ageToken(fixture.interlock)).toBe(true);
    expect(isTokenGood(fixture.interlock, 0xdead_beef, 0xffff_0001)).toBe(true);
    expect(ageToken(fixture.interlock)).toBe(true);
    expect(isTokenGood(fixture.interlock, 0xdead_beef, 0xffff_0001)).toBe(false);
    expect(ageToken(fixture.interlock)).toBe(false);
  });

  it('is void once spent', () => {
    const fixture = armed();
    const others = fixture.interlock.state.slice(WORD.TOKEN_DIGEST + 1);
    voidToken(fixture.interlock);
    expect(isTokenGood(fixture.interlock, 0xdead_beef, 0xffff_0001)).toBe(false);
    expect(fixture.interlock.state.slice(WORD.TOKEN_DIGEST + 1)).toEqual(others);
  });
});
