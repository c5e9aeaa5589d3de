import { describe, expect, it } from 'vitest';
import { isRegion, nearestRegion, partitionOf, regionNamed, regions } from './regions.ts';

describe('the table of regions', () => {
  it('spells AZ ids as AWS does', () => {
    const published = {
      'us-east-1': 'use1',
      'us-west-2': 'usw2',
      'af-south-1': 'afs1',
      'ap-east-1': 'ape1',
      'ap-south-1': 'aps1',
      'ap-southeast-2': 'apse2',
      'ap-northeast-3': 'apne3',
      'ca-central-1': 'cac1',
      'ca-west-1': 'caw1',
      'cn-north-1': 'cnn1',
      'cn-northwest-1': 'cnnw1',
      'eu-central-1': 'euc1',
      'eu-north-1': 'eun1',
      'eu-south-2': 'eus2',
      'il-central-1': 'ilc1',
      'me-south-1': 'mes1',
      'mx-central-1': 'mxc1',
      'sa-east-1': 'sae1',
      'us-gov-east-1': 'usge1',
      'us-gov-west-1': 'usgw1',
    };
    for (const [name, prefix] of Object.entries(published)) expect(regionNamed(name)?.azPrefix, name).toBe(prefix);
  });

  it('gives every region a name and an AZ prefix of its own', () => {
    expect(new Set(regions.map((region) => region.name)).size).toBe(regions.length);
    expect(new Set(regions.map((region) => region.azPrefix)).size).toBe(regions.length);
  });

  it('knows partitions and which regions are off by default', () => {
    expect(regionNamed('us-east-1')).toMatchObject({ partition: 'aws', optIn: false });
    expect(regionNamed('eu-south-1')).toMatchObject({ partition: 'aws', optIn: true });
    expect(partitionOf('cn-north-1')).toBe('aws-cn');
    expect(partitionOf('us-gov-west-1')).toBe('aws-us-gov');
    expect(partitionOf('us-gov-north-1')).toBe('aws-us-gov');
    expect(partitionOf('eu-newland-1')).toBe('aws');
  });

  it.each([
    ['us-est-1', 'us-east-1'],
    ['us-east1', 'us-east-1'],
    ['USEast1', 'us-east-1'],
    ['us_east_2', 'us-east-2'],
    ['use1', 'us-east-1'],
    ['us-east-1a', 'us-east-1'],
    ['eu-centrl-1', 'eu-central-1'],
    ['somewhere', null],
  ])('takes %s for %s', (typo, region) => {
    expect(isRegion(typo)).toBe(false);
    expect(nearestRegion(typo)).toBe(region);
  });
});
