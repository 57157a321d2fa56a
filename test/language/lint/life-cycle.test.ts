import assert from 'node:assert/strict';
import type { CatalogService } from '../../../language/catalog/catalog.ts';
import { dayNumber, daysBetween, inDays, onDate } from '../../../language/lint/calendar.ts';
import { lifeCycleOn } from '../../../language/lint/life-cycle.ts';
import { builtInCatalog } from '../../../language/pipeline.ts';

describe('calendar', () => {
  it('counts days over months, years and leap days', () => {
    assert.equal(daysBetween('2026-11-21', '2026-11-21'), 0);
    assert.equal(daysBetween('2026-11-21', '2026-11-22'), 1);
    assert.equal(daysBetween('2028-02-28', '2028-03-01'), 2);
    assert.equal(daysBetween('2027-02-28', '2027-03-01'), 1);
    assert.equal(daysBetween('2026-11-21', '2025-11-21'), -365);
  });

  it('takes a month or year to its last day', () => {
    assert.equal(dayNumber('2026-02'), dayNumber('2026-02-28'));
    assert.equal(dayNumber('2028-02'), dayNumber('2028-02-29'));
    assert.equal(dayNumber('2027'), dayNumber('2027-12-31'));
  });

  it('knows what is no date', () => {
    for (const text of ['', '27', '2027-13', '2027-00', '2027-02-30', '2027-2-3', 'soon', '2027-01-01T00:00']) {
      assert.equal(dayNumber(text), undefined, text);
    }
    assert.equal(daysBetween('2026-11-21', 'soon'), undefined);
  });

  it('says dates and days in words', () => {
    assert.deepEqual(['2027-09-30', '2027-09', '2027'].map(onDate), ['on 2027-09-30', 'in 2027-09', 'in 2027']);
    assert.deepEqual([0, 1, 300].map(inDays), ['today', 'in 1 day', 'in 300 days']);
  });
});

describe('lifeCycleOn', () => {
  const service = (status: CatalogService['status'], statusDate?: string): CatalogService => ({
    ...builtInCatalog().service('sentinel')!,
    status,
    statusDate,
  });

  it('counts to an announced end, and past it', () => {
    assert.deepEqual(lifeCycleOn(service('retiring', '2027-09-30'), '2027-09-29'), {
      stage: 'ending',
      date: '2027-09-30',
      days: 1,
    });
    assert.deepEqual(lifeCycleOn(service('retiring', '2027-09-30'), '2027-10-01'), {
      stage: 'ending',
      date: '2027-09-30',
      days: -1,
    });
    assert.deepEqual(lifeCycleOn(service('retiring'), '2027-10-01'), {
      stage: 'ending',
      date: undefined,
      days: undefined,
    });
  });

  it('judges a retired service by the day', () => {
    assert.deepEqual(lifeCycleOn(service('retired', '2025-10-01'), '2025-10-01'), {
      stage: 'retired',
      date: '2025-10-01',
    });
    assert.equal(lifeCycleOn(service('retired', '2025-10-01'), '2025-09-30').stage, 'ending');
    assert.equal(lifeCycleOn(service('retired', '2026-01'), '2026-01-31').stage, 'retired');
    assert.equal(lifeCycleOn(service('retired', '2026-01'), '2026-01-30').stage, 'ending');
    assert.equal(lifeCycleOn(service('retired'), '1999-01-01').stage, 'retired');
  });

  it('tells the other stages', () => {
    assert.equal(lifeCycleOn(service('active', '2024-02-29'), '2026-01-01').stage, 'current');
    assert.equal(lifeCycleOn(service('legacy', '2025-05-01'), '2026-01-01').stage, 'closing');
    assert.equal(lifeCycleOn(service('renamed', '2022'), '2026-01-01').stage, 'renamed');
  });
});
