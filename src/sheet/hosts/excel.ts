import { type SheetCatalogue, answered, filled, helpOf, identified, isTable, spread, xml } from './catalogue.js';

/** What is used of the global `CustomFunctions` of Excel. */
export interface ExcelCustomFunctions {
  associate(id: string, run: (...args: unknown[]) => unknown): void;
  readonly Error: new (code: never, message?: string) => Error;
  readonly ErrorCode: Readonly<Record<'invalidValue' | 'invalidNumber' | 'notAvailable', unknown>>;
}

const CODES = { VALUE: 'invalidValue', NUM: 'invalidNumber', NA: 'notAvailable' } as const;

/** Ties each function to its entry in `functions.json`. Excel sends 0 for an empty cell, and null for an argument that is left out. */
export function associateInExcel(custom: ExcelCustomFunctions, { functions }: SheetCatalogue): void {
  for (const f of functions) {
    custom.associate(f.id, (...given) => {
      const answer = answered(f, spread(f, given), { zeroIsEmpty: 'always' });
      if ('value' in answer) return filled(answer.value);
      throw new custom.Error(custom.ErrorCode[CODES[answer.code]] as never, answer.message);
    });
  }
}

/** The file `functions.json` of the add-in. Every parameter is of the type any, so that a text such as 待定 reaches the function. */
export function excelMetadata({ functions }: SheetCatalogue): object {
  const matrix = { dimensionality: 'matrix' } as const;
  return {
    allowCustomDataForDataTypeAny: true,
    functions: functions.map((f) => ({
      description: f.description.zh,
      id: f.id,
      name: f.id,
      parameters: identified(f.parameters).map(([name, p]) => ({
        description: helpOf(p),
        ...(isTable(f, p) ? matrix : undefined),
        name,
        ...(p.optional ? { optional: true } : undefined),
        ...(p.repeating === true ? { repeating: true } : undefined),
        type: 'any',
      })),
      result: f.result === 'cell' ? {} : matrix,
    })),
  };
}

/** The manifest of the add-in: its files lie under one address. */
export interface ExcelManifest {
  /** A UUID of one's own. */
  readonly id: string;
  readonly version: string;
  readonly provider: string;
  /** https, without a slash at the end. */
  readonly url: string;
}

/** `manifest.xml` of an add-in of custom functions alone. */
export function excelManifest({ namespace, title }: SheetCatalogue, { id, version, provider, url }: ExcelManifest): string {
  const office = 'http://schemas.microsoft.com/office';
  const at = (file: string): string => `DefaultValue="${xml(`${url}/${file}`)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="${office}/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bt="${office}/officeappbasictypes/1.0" xsi:type="TaskPaneApp">
  <Id>${xml(id)}</Id>
  <Version>${xml(version)}</Version>
  <ProviderName>${xml(provider)}</ProviderName>
  <DefaultLocale>zh-CN</DefaultLocale>
  <DisplayName DefaultValue="${xml(title.zh)}"/>
  <Description DefaultValue="${xml(title.zh)}"/>
  <IconUrl ${at('icon-32.png')}/>
  <HighResolutionIconUrl ${at('icon-64.png')}/>
  <SupportUrl DefaultValue="${xml(url)}"/>
  <Hosts><Host Name="Workbook"/></Hosts>
  <Requirements><Sets DefaultMinVersion="1.1"><Set Name="CustomFunctionsRuntime" MinVersion="1.1"/></Sets></Requirements>
  <DefaultSettings><SourceLocation ${at('functions.html')}/></DefaultSettings>
  <Permissions>ReadDocument</Permissions>
  <VersionOverrides xmlns="${office}/taskpaneappversionoverrides" xsi:type="VersionOverridesV1_0">
    <Hosts><Host xsi:type="Workbook"><AllFormFactors><ExtensionPoint xsi:type="CustomFunctions">
      <Script><SourceLocation resid="script"/></Script>
      <Page><SourceLocation resid="page"/></Page>
      <Metadata><SourceLocation resid="metadata"/></Metadata>
      <Namespace resid="namespace"/>
    </ExtensionPoint></AllFormFactors></Host></Hosts>
    <Resources>
      <bt:Urls>
        <bt:Url id="script" ${at('functions.js')}/>
        <bt:Url id="page" ${at('functions.html')}/>
        <bt:Url id="metadata" ${at('functions.json')}/>
      </bt:Urls>
      <bt:ShortStrings><bt:String id="namespace" DefaultValue="${xml(namespace)}"/></bt:ShortStrings>
    </Resources>
  </VersionOverrides>
</OfficeApp>
`;
}
