/** Smaller, larger, and as wide as there is room. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowAutofitWidth, IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Zoom } from './useZoom';

export function ZoomButtons({ zoom }: { zoom: Zoom }) {
  const { t } = useTranslation();
  return (
    <>
      <Tooltip label={t('viewer.zoomOut')}>
        <ActionIcon aria-label={t('viewer.zoomOut')} size="md" onClick={zoom.smaller}>
          <IconMinus size={18} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <output aria-label={t('viewer.zoom')} style={{ minWidth: 44, textAlign: 'center' }}>
        {Math.round(zoom.scale * 100)}%
      </output>
      <Tooltip label={t('viewer.zoomIn')}>
        <ActionIcon aria-label={t('viewer.zoomIn')} size="md" onClick={zoom.larger}>
          <IconPlus size={18} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('viewer.fit')}>
        <ActionIcon
          aria-label={t('viewer.fit')}
          aria-pressed={zoom.isFit}
          variant={zoom.isFit ? 'light' : 'subtle'}
          size="md"
          onClick={zoom.fit}
        >
          <IconArrowAutofitWidth size={18} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
