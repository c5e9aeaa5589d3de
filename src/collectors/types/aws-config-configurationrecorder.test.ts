import { expect, test } from 'vitest';
import { denied, listAll, readAll, readPart, stubContext, undocumented } from '../testing.ts';
import collector from './aws-config-configurationrecorder.ts';

const ANSWERS = {
  DescribeConfigurationRecorders: {
    ConfigurationRecorders: [
      {
        name: 'default',
        arn: 'arn:aws:config:us-east-1:111122223333:configuration-recorder/default/1',
        roleARN: 'arn:aws:iam::111122223333:role/config',
        recordingGroup: {
          allSupported: true,
          includeGlobalResourceTypes: false,
          resourceTypes: [],
          recordingStrategy: { useOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' },
        },
        recordingMode: { recordingFrequency: 'CONTINUOUS' },
      },
    ],
  },
  DescribeConfigurationRecorderStatus: {
    ConfigurationRecordersStatus: [{ name: 'default', recording: true, lastStatus: 'SUCCESS' }],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'default',
      arn: 'arn:aws:config:us-east-1:111122223333:configuration-recorder/default/1',
      name: 'default',
      properties: {
        Recording: true,
        RecordingGroup: {
          AllSupported: true,
          IncludeGlobalResourceTypes: false,
          RecordingStrategy: { UseOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' },
        },
        RecordingMode: { RecordingFrequency: 'CONTINUOUS' },
        RoleARN: 'arn:aws:iam::111122223333:role/config',
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('the recorder of a service is context', async () => {
  const ConfigurationRecorders = [{ name: 'AWSConfigurationRecorderForX', servicePrincipal: 'x.amazonaws.com' }];
  const [found] = await listAll(collector, stubContext({ DescribeConfigurationRecorders: { ConfigurationRecorders } }));
  expect(found?.context).toBe(true);
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('config:DescribeConfigurationRecorders');
  await expect(listAll(collector, stubContext({ ...ANSWERS, DescribeConfigurationRecorders: refusal }))).rejects.toBe(
    refusal,
  );
  await expect(listAll(collector, stubContext({ ...ANSWERS, DescribeConfigurationRecorders: {} }))).rejects.toThrow(
    'no ConfigurationRecorders',
  );
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of ['config:DescribeConfigurationRecorderStatus']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of ['config:DescribeConfigurationRecorderStatus']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});
