/** Mantine's buttons and anchors as typed links of the router. */
import { ActionIcon, Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { createLink, type LinkComponent } from '@tanstack/react-router';
import { forwardRef } from 'react';

interface LinkEvents {
  onClick?: React.MouseEventHandler<HTMLAnchorElement>;
  'aria-label'?: string;
}

type LinkButtonProps = Omit<ButtonProps, 'href'> & LinkEvents;
type LinkTextProps = Omit<AnchorProps, 'href'> & LinkEvents;
type LinkIconProps = { children?: React.ReactNode; className?: string } & LinkEvents;

const AnchorButton = forwardRef<HTMLAnchorElement, LinkButtonProps>((props, ref) => (
  <Button component="a" ref={ref} {...props} />
));

const PlainAnchor = forwardRef<HTMLAnchorElement, LinkTextProps>((props, ref) => (
  <Anchor ref={ref} {...props} />
));

const AnchorIcon = forwardRef<HTMLAnchorElement, LinkIconProps>((props, ref) => (
  <ActionIcon component="a" ref={ref} {...props} />
));

export const ButtonLink: LinkComponent<typeof AnchorButton> = createLink(AnchorButton);
export const TextLink: LinkComponent<typeof PlainAnchor> = createLink(PlainAnchor);
export const IconLink: LinkComponent<typeof AnchorIcon> = createLink(AnchorIcon);
