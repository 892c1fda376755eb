import { App, ConfigProvider } from 'antd';
import en from 'antd/es/locale/en_US';
import zh from 'antd/es/locale/zh_CN';
import { Outlet } from 'react-router';
import { useLanguage } from '../language.ts';
import { theme } from './theme.ts';

/** Ant Design for the pages within: our colours and the user's language. */
export function AntdScope() {
  return (
    <ConfigProvider locale={useLanguage() === 'zh' ? zh : en} theme={theme} button={{ autoInsertSpace: false }}>
      <App component={false}>
        <Outlet />
      </App>
    </ConfigProvider>
  );
}
