/** A student in the list of a course's members. */

import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBan, IconDots, IconMail } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';
import { Row } from '@/components/list/Rows';
import { PersonName } from '@/components/person/PersonName';
import { showToast } from '@/components/toast/toasts';
import type { Course, Student } from '@/generated/types.gen';
import { formatDate } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { useBlockStudent } from '../api/people';
import classes from './StudentRow.module.css';

interface Props {
  student: Student;
  course: Course;
}

export function StudentRow({ student, course }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const block = useBlockStudent();
  const [asking, question] = useDisclosure(false);
  const name = student.full_name || student.username || t('common.someone');
  const confirm = () =>
    block.mutate(
      { path: { id: course.id }, body: { student_id: student.id } },
      {
        onSuccess: () => {
          question.close();
          showToast('good', t('people.blockedToast', { name }));
        },
      },
    );
  return (
    <Row
      side={
        <>
          <span className={classes.joined}>
            {t('people.joined', { date: formatDate(student.enrolled_at, locale) })}
          </span>
          <Menu width={200}>
            <Menu.Target>
              <ActionIcon aria-label={t('people.actionsFor', { name })}>
                <IconDots size={18} aria-hidden="true" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {student.email ? (
                <Menu.Item
                  data-autofocus
                  component="a"
                  href={`mailto:${student.email}`}
                  leftSection={<IconMail size={16} />}
                >
                  {t('people.mail')}
                </Menu.Item>
              ) : null}
              <Menu.Item
                data-autofocus
                color="red"
                leftSection={<IconBan size={16} />}
                onClick={question.open}
              >
                {t('people.block')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      }
    >
      <PersonName
        id={student.id}
        name={name}
        photo={student.photo}
        detail={student.username ? `@${student.username}` : null}
      />
      <ConfirmDialog
        opened={asking}
        onClose={question.close}
        title={t('people.blockTitle', { name })}
        confirmLabel={t('people.block')}
        onConfirm={confirm}
        isPending={block.isPending}
        error={block.error}
      >
        <p>{t('people.blockText')}</p>
      </ConfirmDialog>
    </Row>
  );
}
