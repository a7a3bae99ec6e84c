/** Countries in English, their own language and short forms: the parts of those with several words are joined by `_`. */
export const countries = `Afghanistan Albania Algeria Andorra Angola Argentina Armenia Australia Austria Österreich
  Azerbaijan Bahamas Bahrain Bangladesh Barbados Belarus Belgium België Belgique Belize Benin Bermuda Bhutan Bolivia
  Bosnia Botswana Brazil Brasil Brunei Bulgaria Burundi Cambodia Cameroon Canada Chile China Colombia Comoros Congo
  Croatia Hrvatska Cuba Curaçao Cyprus Czechia Denmark Danmark Djibouti Dominica Ecuador Egypt Eritrea Estonia Eesti
  Eswatini Ethiopia Fiji Finland Suomi France Gabon Gambia Germany Deutschland Ghana Gibraltar Greece Greenland
  Grenada Guadeloupe Guam Guatemala Guernsey Guinea Guyana Haiti Honduras Hungary Magyarország Iceland Ísland India
  Indonesia Iran Iraq Ireland Israel Italy Italia Jamaica Japan Jersey Kazakhstan Kenya Kiribati Korea Kosovo Kuwait
  Kyrgyzstan Laos Latvia Latvija Lebanon Lesotho Liberia Libya Liechtenstein Lithuania Lietuva Luxembourg Macao
  Macedonia Madagascar Malawi Malaysia Maldives Malta Martinique Mauritania Mauritius Mexico México Micronesia
  Moldova Monaco Mongolia Montenegro Morocco Mozambique Myanmar Namibia Nauru Nepal Netherlands Nederland Nicaragua
  Niger Nigeria Norway Norge Oman Pakistan Palau Palestine Panama Paraguay Peru Philippines Poland Polska Portugal
  Qatar Romania România Russia Россия Rwanda Samoa Senegal Serbia Srbija Seychelles Singapore Slovakia Slovensko
  Slovenia Slovenija Somalia Spain España Sudan Suriname Sweden Sverige Switzerland Schweiz Suisse Svizzera Syria
  Taiwan Tajikistan Tanzania Thailand Togo Tonga Tunisia Türkiye Turkmenistan Tuvalu Uganda Ukraine Україна UAE UK USA
  Uruguay Uzbekistan Vanuatu Vatican Venezuela Vietnam Yemen Zambia Zimbabwe Ελλάδα Κύπρος England Scotland Wales
  Česko`;

/** Countries and regions of several words. They are found by their first word. */
export const longPlaces = `United States of America|United States|United Kingdom|United Arab Emirates|New Zealand|South Africa|South
  Korea|North Korea|South Sudan|Saudi Arabia|Sri Lanka|Costa Rica|El Salvador|Puerto Rico|Hong Kong|Sierra Leone|San
  Marino|Czech Republic|Dominican Republic|Central African Republic|Ivory Coast|Cape Verde|Burkina Faso|Papua New
  Guinea|Solomon Islands|Marshall Islands|Cayman Islands|Faroe Islands|Isle of Man|Northern Ireland|Cook Islands|Virgin
  Islands|Equatorial Guinea|East Timor|Trinidad and Tobago|Bosnia and Herzegovina|Antigua and Barbuda|Western Sahara|New
  Caledonia|New York City|New York|New Jersey|New Mexico|New Hampshire|New Delhi|New Orleans|North Carolina|North Dakota|South
  Carolina|South Dakota|West Virginia|Rhode Island|Los Angeles|San Francisco|San Diego|San Jose|San Antonio|Las Vegas|Salt
  Lake City|Buenos Aires|Rio de Janeiro|Mexico City|Kuala Lumpur|Tel Aviv|Cape Town|Abu Dhabi|São Paulo|St. Louis|Kansas
  City|Fort Worth|El Paso|Santa Fe|British Columbia|Nova Scotia|New Brunswick|New South Wales|Quebec City|Western
  Australia|South Australia`;

/** States, provinces and cities of many inhabitants that are not ordinary words or names as well. */
export const cities = `Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Hawaii Idaho Illinois
  Iowa Kansas Kentucky Louisiana Maryland Massachusetts Michigan Minnesota Mississippi Missouri Nebraska Nevada Ohio
  Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Wisconsin Wyoming Ontario Quebec Québec Manitoba
  Saskatchewan Queensland Tasmania Bavaria Bayern Tuscany Catalonia Andalusia Normandy Brittany Siberia
  London Paris Berlin Madrid Rome Roma Vienna Wien Brussels Amsterdam Rotterdam Copenhagen København Stockholm Oslo
  Helsinki Reykjavik Dublin Edinburgh Glasgow Manchester Liverpool Birmingham Leeds Bristol Cardiff Belfast Lisbon
  Lisboa Porto Barcelona Seville Sevilla Valencia Bilbao Marseille Lyon Toulouse Nantes Strasbourg Bordeaux Lille
  Munich München Hamburg Cologne Köln Frankfurt Stuttgart Düsseldorf Leipzig Dresden Hannover Nuremberg Bremen Zurich
  Zürich Bern Basel Lausanne Milan Milano Naples Napoli Turin Torino Florence Firenze Venice Venezia Bologna Palermo
  Athens Thessaloniki Warsaw Warszawa Kraków Krakow Gdańsk Wrocław Poznań Łódź Prague Praha Brno Bratislava Budapest
  Bucharest Sofia Belgrade Zagreb Ljubljana Sarajevo Skopje Tirana Riga Vilnius Tallinn Minsk Kyiv Kiev Odessa Kharkiv
  Moscow Москва Petersburg Novosibirsk Istanbul Ankara Izmir Cairo Casablanca Tunis Algiers Lagos Abuja Accra Nairobi
  Johannesburg Pretoria Durban Kinshasa Dakar Riyadh Jeddah Dubai Doha Tehran Baghdad Damascus Beirut Amman Jerusalem
  Karachi Lahore Islamabad Delhi Mumbai Bombay Bangalore Bengaluru Chennai Kolkata Hyderabad Pune Dhaka Kathmandu
  Colombo Bangkok Hanoi Saigon Jakarta Manila Beijing Shanghai Guangzhou Shenzhen Chengdu Taipei Seoul Busan Tokyo
  Osaka Kyoto Nagoya Yokohama Sapporo Sydney Melbourne Brisbane Perth Adelaide Canberra Auckland Wellington
  Christchurch Toronto Montreal Vancouver Calgary Ottawa Edmonton Winnipeg Halifax Chicago Boston Philadelphia
  Houston Dallas Seattle Denver Detroit Atlanta Miami Phoenix Portland Baltimore Minneapolis Cleveland Pittsburgh
  Cincinnati Nashville Memphis Milwaukee Sacramento Tucson Omaha Honolulu Manhattan Brooklyn Bogotá Medellín Lima
  Santiago Caracas Quito Montevideo Asunción Havana Brasília Salvador Recife Fortaleza Curitiba Guadalajara Monterrey
  Tijuana Göteborg Gothenburg Malmö Bergen Trondheim Stavanger Aarhus Odense Tampere Turku Oulu Espoo Tartu Kaunas
  Antwerp Antwerpen Ghent Gent Bruges Liège Utrecht Eindhoven Groningen Maastricht Salzburg Graz Linz Innsbruck Geneva
  Genève Luzern Nice Cannes Oxford Cambridge Brighton Nottingham Sheffield Leicester Coventry Nicosia Limassol`;

/** Peoples, languages and religions, folded endings told apart by hand. */
export const nationalities = `Afghan Albanian Algerian American Andorran Angolan Argentine Argentinian Armenian Australian
  Austrian Azerbaijani Bahamian Bahraini Bangladeshi Barbadian Basque Belarusian Belgian Belizean Beninese Bhutanese
  Bolivian Bosnian Brazilian British Bruneian Bulgarian Burmese Burundian Cambodian Cameroonian Canadian Catalan Chadian
  Chechen Chilean Chinese Colombian Congolese Croatian Cuban Cypriot Czech Danish Dominican Dutch Ecuadorian Egyptian
  Emirati English Eritrean Estonian Ethiopian Fijian Filipino Finnish French Gabonese Gambian Georgian German Ghanaian
  Greek Grenadian Guatemalan Guinean Guyanese Haitian Honduran Hungarian Icelandic Indian Indonesian Iranian Iraqi Irish
  Israeli Italian Ivorian Jamaican Japanese Jordanian Kazakh Kenyan Korean Kosovan Kurdish Kuwaiti Laotian Latvian
  Lebanese Liberian Libyan Lithuanian Macedonian Malagasy Malawian Malaysian Maldivian Malian Maltese Mauritanian
  Mauritian Mexican Moldovan Mongolian Montenegrin Moroccan Mozambican Namibian Nepalese Nepali Nicaraguan Nigerian
  Nigerien Norwegian Omani Pakistani Palestinian Panamanian Paraguayan Persian Peruvian Portuguese Qatari Romanian
  Russian Rwandan Salvadoran Samoan Saudi Scottish Senegalese Serbian Singaporean Slovak Slovakian Slovene Slovenian
  Somali Spanish Sudanese Surinamese Swazi Swedish Swiss Syrian Taiwanese Tajik Tanzanian Thai Tibetan Togolese Tongan
  Tunisian Turkish Turkmen Ugandan Ukrainian Uruguayan Uzbek Venezuelan Vietnamese Welsh Yemeni Zambian Zimbabwean
  Belizian Scandinavian Hispanic Latino Latina Caucasian Jewish Muslim Christian Catholic Protestant Hindu Buddhist
  Sikh Greenlandic Roma Sami Democrat Republican`;
