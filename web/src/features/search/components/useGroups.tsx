/** What the palette lists for a text: matching commands, then courses, people and material from the server. */
import { type Icon, IconFileText, IconPhoto, IconVideo } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CourseCover } from '@/components/cover/CourseCover';
import { PersonAvatar } from '@/components/person/PersonAvatar';
import type { MaterialType } from '@/generated/types.gen';
import { materialAddress } from '@/lib/addresses';
import { displayName } from '@/lib/names';
import { useFound } from '../api/search';
import classes from './Palette.module.css';

export interface Command {
  id: string;
  label: string;
  icon: Icon;
  keys?: string;
  keepOpen?: boolean;
  run: () => void;
}

export interface PaletteItem {
  id: string;
  label: string;
  detail?: string;
  keys?: string;
  picture: React.ReactNode;
  keepOpen?: boolean;
  run: () => void;
}

export interface PaletteItems {
  id: string;
  title: string;
  items: PaletteItem[];
}

const shown = 5;

const materialIcons: Record<MaterialType, Icon> = {
  document: IconFileText,
  image: IconPhoto,
  video: IconVideo,
};

function MaterialIcon({ type }: { type: MaterialType }) {
  const Sign = materialIcons[type];
  return <Sign size={18} stroke={1.75} aria-hidden="true" className={classes.icon} />;
}

export function matchesText(label: string, text: string): boolean {
  const wanted = text.toLocaleLowerCase().split(/\s+/);
  const words = label.toLocaleLowerCase();
  return wanted.every((word) => words.includes(word));
}

function toItem({ icon: Icon, ...command }: Command): PaletteItem {
  return {
    ...command,
    picture: <Icon size={18} stroke={1.75} aria-hidden="true" className={classes.icon} />,
  };
}

/** `text` filters the commands at once; `search`, the settled text, is what the server is asked for. */
export function useGroups(commands: Command[], text: string, search: string) {
  const { t } = useTranslation();
  const router = useRouter();
  const { found, isSearching, hasFailed } = useFound(search);
  const matching = commands.filter(({ label }) => matchesText(label, text)).map(toItem);
  const courses = (found.courses ?? []).slice(0, shown).map((course) => ({
    id: `course-${course.id}`,
    label: course.title,
    detail: course.code,
    picture: (
      <span className={classes.swatch}>
        <CourseCover id={course.id} />
      </span>
    ),
    run: () => void router.navigate({ to: '/c/$id/overview', params: { id: String(course.id) } }),
  }));
  const people = (found.people ?? []).slice(0, shown).map((user) => ({
    id: `person-${user.id}`,
    label: displayName(user),
    detail: t(`role.${user.user_type}`),
    picture: <PersonAvatar id={user.id} name={displayName(user)} photo={user.photo} size={22} />,
    run: () => void router.navigate({ to: '/u/$id', params: { id: String(user.id) } }),
  }));
  const materials = (found.materials ?? []).slice(0, shown).map((material) => ({
    id: `material-${material.id}`,
    label: material.title,
    detail: material.filename,
    picture: <MaterialIcon type={material.material_type} />,
    run: () => void router.navigate({ href: materialAddress(material) }),
  }));
  const groups: PaletteItems[] = [
    { id: 'courses', title: t('nav.courses'), items: courses },
    { id: 'people', title: t('palette.people'), items: people },
    { id: 'materials', title: t('palette.materials'), items: materials },
    { id: 'commands', title: t('palette.commands'), items: matching },
  ];
  const filled = groups.filter(({ items }) => items.length > 0);
  return { groups: filled, isSearching, hasFailed };
}
