import { describe, expect, it } from 'vitest';
import { Header } from '../../../cli/src/scpi/header.ts';
import { unitsOf } from '../../../cli/src/scpi/message.ts';
import { answerOf, askedOf, booleanOf, numberIn, wholeNumberIn, wordOf } from '../../../cli/src/scpi/parameter.ts';
import { ScpiError } from '../../../cli/src/scpi/scpi-error.ts';
import { EVENT, Status } from '../../../cli/src/scpi/status.ts';

const written = (line: string): string[] => [...unitsOf(line)].map(({ keywords, isQuery, parameters }) => `${keywords.join(':')}${isQuery ? '?' : ''}${parameters.map((parameter) => ` <${parameter}>`).join('')}`);
const refused = (number: number): ScpiError => expect.objectContaining({ name: 'ScpiError', number }) as ScpiError;

describe('a program message', () => {
  it.each([
    ['*IDN?', ['*IDN?']],
    [':SENS:FUNC \'CURR\';:SENS:CURR:NPLC 1.000000;', ["SENS:FUNC <'CURR'>", 'SENS:CURR:NPLC <1.000000>']],
    // A header without a colon goes on from the path of the one before; a common command in between leaves it.
    ['SOUR:VOLT:ILIM 1e-9;LEV 3', ['SOUR:VOLT:ILIM <1e-9>', 'SOUR:VOLT:LEV <3>']],
    ['SENS:CURR:RANG:AUTO 0;*OPC?;UPP 1', ['SENS:CURR:RANG:AUTO <0>', '*OPC?', 'SENS:CURR:RANG:UPP <1>']],
    ['  output\ton ;; ', ['output <on>']],
    ['TRAC:DATA? 1, 2 ,"a;b,c"', ['TRAC:DATA? <1> <2> <"a;b,c">']],
    ['', []],
  ])('%s', (line, units) => {
    expect(written(line)).toEqual(units);
  });

  it.each([
    ['SOUR::VOLT 3', -102], ['1VOLT', -102], ['SOUR:VOLT 3,', -102], ['SOUR:VOLT ,3', -102], ['FUNC "CURR', -102], ['SOUR:VOLT \u00b5', -101], ['SOUR\u0000:VOLT 3', -101],
    ['A:B:C:D:E:F:G:H:I 1', -102], [`${'X'.repeat(40)} 1`, -102], ['?', -102], ['* IDN?', -102],
  ])('is refused: %s', (line, number) => {
    expect(() => written(line)).toThrow(refused(number));
  });

  it('has what stands in front of a mistake carried out', () => {
    const units = unitsOf('OUTP OFF;1VOLT');
    expect(units.next().value).toMatchObject({ keywords: ['OUTP'], parameters: ['OFF'] });
    expect(() => units.next()).toThrow(refused(-102));
  });
});

describe('a header', () => {
  const level = new Header(':SOURce:VOLTage[:LEVel][:IMMediate][:AMPLitude]');
  it.each(['SOUR:VOLT', 'source:voltage', 'SOURCE1:VOLT:LEV', 'SOUR:VOLT:AMPL', 'SOUR:VOLT:LEVel:IMMediate:AMPLitude', 'SOUR1:VOLT1:IMM'])('answers to %s', (name) => {
    expect(level.matches(name.split(':'))).toBe(true);
  });
  it.each(['SOUR', 'SOURC:VOLT', 'SOUR2:VOLT', 'SOUR:VOLT:LEV:LEV', 'VOLT', 'SOUR:VOLT:LEV:X', 'SOUR:LEV'])('does not answer to %s', (name) => {
    expect(level.matches(name.split(':'))).toBe(false);
  });
});

describe('a number', () => {
  const volts = { unit: 'V', min: -0.2, max: 4.5, default: 0 } as const;
  const amperes = { unit: 'A', min: 0, max: 1e-8, default: 1e-8 } as const;
  it.each([
    ['3', 3], ['3.2V', 3.2], ['3200 mV', 3.2], ['+.5', 0.5], ['-0.2', -0.2], ['4.5', 4.5], ['1E-1', 0.1], ['3200000UV', 3.2], ['MIN', -0.2], ['maximum', 4.5], ['DEF', 0], ['1e-999', 0],
  ])('%s is taken', (text, value) => {
    expect(numberIn(volts, [text])).toBeCloseTo(value, 12);
  });
  it.each([
    ['4.500001', -222], ['-0.2000001', -222], ['5V', -222], ['1e999', -123], ['-1e999', -123], ['nan', -104], ['INF', -104], ['0x3', -104], ['3 A', -131], ['3M', -131], ['3 Vx', -131],
    ['1e9999999', -104], ['"3"', -104], ['3..', -104], ['--3', -104], ['1,5', -104],
  ])('%s is refused with %i', (text, number) => {
    expect(() => numberIn(volts, [text])).toThrow(refused(number));
  });
  it('takes no more and no fewer than one', () => {
    expect(() => numberIn(volts, [])).toThrow(refused(-109));
    expect(() => numberIn(volts, ['1', '2'])).toThrow(refused(-108));
  });
  it('in amperes is milli where MA is written, and nano where NA is', () => {
    expect(numberIn(amperes, ['5 nA'])).toBeCloseTo(5e-9, 20);
    expect(() => numberIn(amperes, ['1 MA'])).toThrow(refused(-222));
  });
  it('that counts is whole', () => {
    expect(wholeNumberIn({ min: 2, max: 100, default: 2 }, ['10'])).toBe(10);
    expect(() => wholeNumberIn({ min: 2, max: 100, default: 2 }, ['10.5'])).toThrow(refused(-224));
  });
  it('is asked for as it is, or as an end of its range', () => {
    expect([askedOf(volts, 3, []), askedOf(volts, 3, ['MAX'])]).toEqual([3, 4.5]);
    expect(() => askedOf(volts, 3, ['4'])).toThrow(refused(-224));
  });
  it('is answered in seven digits, and 9.91E+37 where there is none', () => {
    expect([answerOf(-1.25e-9), answerOf(0), answerOf(3.4567891), answerOf(undefined)]).toEqual(['-1.250000E-09', '0.000000E+00', '3.456789E+00', '9.910000E+37']);
  });
});

describe('a word', () => {
  it('is one of those there are, quoted or not, short or long', () => {
    expect(["'CURR'", 'volt', '"VOLTAGE"', '"CURR:DC"'].map((given) => wordOf(['VOLTage', 'CURRent'], [given]))).toEqual(['CURR', 'VOLT', 'VOLT', 'CURR']);
    expect(() => wordOf(['VOLTage', 'CURRent'], ['RES'])).toThrow(refused(-224));
  });
  it('of a switch is nothing else', () => {
    expect(['ON', 'off', '1', '0'].map((given) => booleanOf([given]))).toEqual([true, false, true, false]);
    for (const given of ['2', 'YES', '1.0', '-1', '"ON"']) expect(() => booleanOf([given])).toThrow(refused(-224));
  });
});

describe('the status of a client', () => {
  it('keeps errors in order, and says when there were too many', () => {
    const status = new Status();
    for (let count = 0; count < 40; count += 1) status.fail(new ScpiError(-113, `H${count}`));
    expect(status.takeError()).toBe('-113,"Undefined header;H0"');
    const rest = Array.from({ length: 31 }, () => status.takeError());
    expect(rest.at(-1)).toBe('-350,"Queue overflow"');
    expect(status.takeError()).toBe('0,"No error"');
  });
  it('sums up what is enabled, and asks for service', () => {
    const status = new Status();
    expect(status.takeEvent()).toBe(EVENT.POWER_ON);
    status.eventEnable = EVENT.EXECUTION_ERROR;
    status.requestEnable = 32;
    status.fail(new ScpiError(-113));
    expect(status.byte).toBe(4);
    status.fail(new ScpiError(-222));
    expect(status.byte).toBe(4 + 32 + 64);
    status.clear();
    expect(status.byte).toBe(0);
  });
  it('keeps that something was so until it is read', () => {
    const { questionable } = new Status();
    questionable.enable = 512;
    questionable.show(512, true);
    questionable.show(512, false);
    expect([questionable.condition, questionable.isSummarised, questionable.takeEvent(), questionable.isSummarised]).toEqual([0, true, 512, false]);
  });
});
