/** A photo: chosen, moved, zoomed by keys, sent, shown to others, taken away. */
import { register } from './support/api';
import { expect, test } from './support/test';

/** A picture of 320 × 240 pixels, drawn by the browser itself. */
function draw(): string {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 240;
  const context = canvas.getContext('2d');
  if (context) {
    context.fillStyle = '#b83a2f';
    context.fillRect(0, 0, 320, 240);
    context.fillStyle = '#ffffff';
    context.fillRect(120, 60, 80, 120);
  }
  return canvas.toDataURL('image/png').split(',')[1] ?? '';
}

for (const width of [1280, 360]) {
  test(`a photo is cropped, shown to others and removed, ${width} px wide`, async ({
    request,
    open,
  }) => {
    const person = await register(request, 'student', 'Paula Portrait');
    const options = { viewport: { width, height: 740 } };
    const page = await open(person, '/settings/profile', options);
    const buffer = Buffer.from(await page.evaluate(draw), 'base64');
    await page
      .getByLabel('Picture for your profile')
      .setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer });
    const stage = page.getByRole('application', { name: 'Picture to crop' });
    await expect(stage).toBeFocused();
    await stage.press('+');
    await stage.press('ArrowLeft');
    await expect(page.getByRole('slider', { name: 'Zoom' })).not.toHaveValue('1');
    await page.getByRole('button', { name: 'Use this photo' }).click();
    await expect(page.getByText('Your new photo is shown everywhere.')).toBeVisible();

    const other = await open(
      await register(request, 'student', 'Otto Other'),
      `/u/${person.user.id}`,
    );
    const photo = other.getByRole('main').locator('img');
    await expect(photo).toHaveJSProperty('complete', true);
    expect(await photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(
      0,
    );

    await page.getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByText('Your photo is removed.')).toBeVisible();
    await other.reload();
    await expect(other.getByRole('main').getByText('PP')).toBeVisible();
  });
}
