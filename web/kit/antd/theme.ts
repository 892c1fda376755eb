import type { ThemeConfig } from 'antd';

/** The same colours and measures as `kit/style.css`. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0b5c6b',
    colorInfo: '#0b5c6b',
    colorLink: '#0b5c6b',
    colorSuccess: '#1c6b45',
    colorWarning: '#8a5200',
    colorError: '#a82a21',
    colorText: '#1b2a31',
    colorTextSecondary: '#4a5b64',
    colorTextTertiary: '#5a6a73',
    colorTextPlaceholder: '#65747d',
    colorBorder: '#b9c6cc',
    colorBorderSecondary: '#dbe3e6',
    colorBgLayout: '#f4f6f7',
    borderRadius: 4,
    fontSize: 15,
    fontFamily: 'inherit',
    controlHeight: 36,
    motion: false,
    wireframe: false,
  },
  components: {
    Table: { headerBg: '#eaf0f1', headerColor: '#1b2a31', cellPaddingBlock: 9, cellPaddingInline: 12 },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
  },
};
