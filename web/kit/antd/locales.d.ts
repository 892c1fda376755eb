/* Ant Design says of these modules neither that they are ESM nor what they give under Node's resolution. */
declare module 'antd/es/locale/zh_CN' {
  const locale: import('antd/es/locale/index.js').Locale;
  export default locale;
}
declare module 'antd/es/locale/en_US' {
  const locale: import('antd/es/locale/index.js').Locale;
  export default locale;
}
