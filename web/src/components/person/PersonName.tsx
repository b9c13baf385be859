/** A person in a line: avatar, name as a link to their page, and something below it. */
import { TextLink } from '@/components/links';
import { PersonAvatar } from './PersonAvatar';
import classes from './PersonName.module.css';

interface Props {
  id: number;
  name: string;
  photo?: string | null;
  detail?: React.ReactNode;
  size?: number;
}

export function PersonName({ id, name, photo, detail, size = 36 }: Props) {
  return (
    <div className={classes.person}>
      <PersonAvatar id={id} name={name} photo={photo} size={size} />
      <div className={classes.text}>
        <TextLink to="/u/$id" params={{ id: String(id) }} className={classes.name}>
          {name}
        </TextLink>
        {detail ? <div className={classes.detail}>{detail}</div> : null}
      </div>
    </div>
  );
}
