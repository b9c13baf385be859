/** An item of a menu that is a typed link of the router. */
import { Menu, type MenuItemProps } from '@mantine/core';
import { createLink, type LinkComponent } from '@tanstack/react-router';
import { forwardRef } from 'react';

type LinkItemProps = Omit<MenuItemProps, 'href'> & { 'data-autofocus'?: boolean };

const AnchorItem = forwardRef<HTMLAnchorElement, LinkItemProps>((props, ref) => (
  <Menu.Item component="a" ref={ref} {...props} />
));

export const MenuLink: LinkComponent<typeof AnchorItem> = createLink(AnchorItem);
