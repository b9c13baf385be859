/** What narrows a list, above it: a search that takes the room there is, and whatever else. */
import { SearchField } from '@/components/form/SearchField';
import classes from './Filters.module.css';

interface Props {
  label: string;
  value: string;
  onSearch: (text: string) => void;
  children?: React.ReactNode;
}

export function Filters({ label, value, onSearch, children }: Props) {
  return (
    <div className={classes.filters}>
      <SearchField className={classes.search} label={label} value={value} onSearch={onSearch} />
      {children}
    </div>
  );
}
