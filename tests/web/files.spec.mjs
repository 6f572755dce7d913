// Files beside the mocks: what the Item Reader of a Map reads, and what its Result Writer writes.
import { downloadedText, paste, prepareRun, runStatus, runToEnd, tabTo } from './person.mjs';
import { expect, test } from './studio.mjs';

/** A distributed Map over the items of a file, which keeps the total of each. */
function each(key, readerConfig) {
  const s3 = (action, Parameters, more) => ({ Resource: `arn:aws:states:::s3:${action}`, Parameters, ...more });
  const map = {
    Type: 'Map',
    Label: 'Each',
    ItemReader: s3('getObject', { Bucket: 'shop', Key: key }, { ReaderConfig: readerConfig }),
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'Keep',
      States: { Keep: { Type: 'Pass', OutputPath: '$.total', End: true } },
    },
    ResultWriter: s3('putObject', { Bucket: 'out', Prefix: 'totals' }, { WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSON' } }),
    End: true,
  };
  return JSON.stringify({ StartAt: 'Each', States: { Each: map } });
}

const JSON_FILE = { key: 'orders.json', config: { InputType: 'JSON' }, text: '[{ "total": 20 }, { "total": 35 }]', totals: [20, 35] };
const CSV_FILE = { key: 'orders.csv', config: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, text: 'id,total\n1,20\n2,35\n', totals: ['20', '35'] };

async function open(studio, { key, config }) {
  await studio.open();
  await paste(studio.page, each(key, config));
  await prepareRun(studio.page);
}

/** What was written into the file that ends so. */
const written = (page, end) => downloadedText(page, () => page.getByTestId('written-file').filter({ hasText: end }).click());

async function expectTotals(page, totals) {
  await expect(page.getByTestId('run-data')).toContainText('"Bucket": "out"');
  await expect(page.getByTestId('written-file')).toHaveText([/^Wrote out\/totals\/.*SUCCEEDED_0\.json$/, /^Wrote out\/totals\/.*manifest\.json$/]);
  expect(JSON.parse(await written(page, 'SUCCEEDED_0.json'))).toEqual(totals);
  expect(JSON.parse(await written(page, 'manifest.json')).DestinationBucket).toBe('out');
}

for (const file of [JSON_FILE, CSV_FILE]) {
  test(`a Map reads ${file.key} as a person wrote it, and its results are shown and can be downloaded`, async ({ studio, page }) => {
    await open(studio, file);
    await expect(page.getByTestId('setup')).toContainText('A Map reads files here. Without them it fails, as on AWS');
    await page.getByTestId('add-file').click();
    await expect(page.getByTestId('file-place'), 'the file that the Map names').toHaveValue(`shop/${file.key}`);
    await page.getByTestId('file-text').fill(file.text);
    await runToEnd(page, 'Succeeded');
    await expectTotals(page, file.totals);
    await page.reload();
    await page.getByTestId('run').click();
    await page.getByTestId('run-tab-setup').click();
    await expect(page.getByTestId('file-text'), 'it is saved with the workflow').toHaveValue(file.text);
  });
}

test('a file is given, read, and its results downloaded with the keys alone', async ({ studio, page }) => {
  await open(studio, CSV_FILE);
  await tabTo(page, page.getByTestId('add-file'));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByTestId('file-place'));
  await page.keyboard.press('Control+a');
  await page.keyboard.type(`s3://shop/${CSV_FILE.key}`);
  await tabTo(page, page.getByTestId('file-text'));
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(CSV_FILE.text);
  await page.keyboard.press('Control+Enter');
  await tabTo(page, page.getByTestId('speed-instant'));
  await page.keyboard.press('Enter');
  await expect(runStatus(page)).toHaveText('Succeeded');
  const first = page.getByTestId('written-file').first();
  await tabTo(page, first);
  expect(JSON.parse(await downloadedText(page, () => page.keyboard.press('Enter')))).toEqual(CSV_FILE.totals);
  await page.getByTestId('run-tab-setup').focus();
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByTestId('remove-file'));
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('file')).toHaveCount(0);
});

test('a file that is missing or broken says so, and a run after it is mended succeeds', async ({ studio, page }) => {
  await open(studio, JSON_FILE);
  await runToEnd(page, 'Failed');
  await expect(page.getByTestId('run-error')).toHaveText('States.ItemReaderFailed');
  await expect(page.getByTestId('run-cause')).toContainText('The specified bucket does not exist (Bucket: shop)');
  await page.getByTestId('run-tab-setup').click();
  await page.getByTestId('add-file').click();
  await page.getByTestId('file-place').fill('shop/other.json');
  await page.getByTestId('start').click();
  await expect(page.getByTestId('run-cause')).toContainText('The specified key does not exist (Bucket: shop, Key: orders.json)');
  await page.getByTestId('run-tab-setup').click();
  await page.getByTestId('file-place').fill('shop/orders.json');
  await page.getByTestId('file-text').fill('[{ "total": ');
  await page.getByTestId('start').click();
  await expect(page.getByTestId('run-cause')).toContainText('Unable to parse the object as JSON');
  await expect(page.getByTestId('written-file')).toHaveCount(0);
  await page.getByTestId('run-tab-setup').click();
  await page.getByTestId('file-text').fill(JSON_FILE.text);
  await page.getByTestId('start').click();
  await expect(runStatus(page)).toHaveText('Succeeded');
  await expectTotals(page, JSON_FILE.totals);
});

test('a file without a place of its own keeps the run from starting', async ({ studio, page }) => {
  await open(studio, JSON_FILE);
  const places = page.getByTestId('file-place');
  await page.getByTestId('add-file').click();
  await page.getByTestId('add-file').click();
  await expect(places).toHaveCount(2);
  for (const [place, problem] of [['nowhere', 'A bucket and a key are wanted here'], ['shop/orders.json', 'This place has a file already']]) {
    await places.last().fill(place);
    await expect(places.last()).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByTestId('file').last()).toContainText(problem);
    await page.getByTestId('start').click();
    await expect(runStatus(page)).toHaveCount(0);
  }
  await page.getByTestId('remove-file').last().click();
  await expect(places).toHaveCount(1);
  await places.fill('shop/orders.json');
  await page.getByTestId('file-text').fill(JSON_FILE.text);
  await runToEnd(page, 'Succeeded');
});
