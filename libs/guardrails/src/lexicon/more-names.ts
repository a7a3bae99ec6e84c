/** Given names written for this project: short ones, nicknames, and cultures that the other list has few of. */
export const moreGivenNames = `Al Bo Ed Jo Li Wu Ty Vi Cy Di Lu Mo Ng Oz Bea Deb Jen Kat Meg Peg Sal Val Viv Wes Zac Dom
  Liv Ole Per Kai Uwe Ulf Ove Åge Gro Siw Aki Arvo Eino Eero Jari Jukka Kari Pekka Risto Seppo Siiri Toivo Väinö Ilmari
  Aada Aapo Aatos Ahti Aila Aili Aimo Airi Allan Anita Anitta Anja Anne Anneli Anni Annikki Annukka Antero Antti Anu Ari
  Armas Arto Arttu Asko Atte Auli Aulis Aune Eemeli Eemil Eero Eetu Eeva Eila Eija Elias Elina Elisa Ella Elli Emmi Erja
  Erkki Esa Esko Essi Eveliina Hanna Hannele Hannes Hannu Harri Heidi Heikki Heli Helmi Helena Hilkka Hilma Ida Iida
  Iiris Ilari Ilkka Ilona Ilpo Ilse Inari Inka Inkeri Irja Irma Ismo Jaakko Jaana Jani Janne Jarkko Jarmo Jenna Jenni
  Jere Jesse Joel Johanna Joni Jonne Joona Joonas Jorma Jouko Jouni Juha Juhana Juhani Juho Jukka Juuso Jussi Jyrki
  Kaarina Kaarlo Kaija Kaisa Kaisu Kalervo Kalevi Kalle Karoliina Katja Katri Keijo Kerttu Kimmo Kirsi Kirsti Kyllikki
  Lasse Lassi Lauri Leena Leila Lempi Lilja Maarit Maija Maire Mari Maria Marika Marja Marjatta Marjo Marjut Marko
  Markku Markus Martta Matias Matti Mauno Merja Mervi Miika Mika Mikael Mikko Minna Mirja Mirjami Miska Nea Niina Niklas
  Niko Noora Olavi Oili Olli Onni Osmo Oskari Ossi Otso Otto Outi Paavo Paula Pauli Päivi Pasi Pekka Pentti Perttu Petra
  Petri Petteri Pia Piia Pirjo Pirkko Raija Raili Raimo Rasmus Rauha Rauni Reijo Riikka Riina Riitta Risto Ritva Roope
  Saana Saara Saija Saimi Sakari Salla Sami Sampo Samu Samuli Sanna Sanni Santeri Sari Satu Seija Senja Seppo Silja Simo
  Sini Sinikka Sirkka Sirpa Sofia Soile Sointu Suvi Sylvi Taina Taisto Taneli Tapani Tapio Tarja Taru Tatu Teemu Teija
  Tero Terttu Tiina Tiia Timo Toini Tomi Tommi Topi Touko Tuija Tuomas Tuomo Tuula Tuulikki Tuure Tyyne Ulla Urho Urpo
  Vappu Veera Veijo Veikko Veli Venla Vesa Vieno Vilho Viljami Viljo Ville Virpi Virve Vuokko
  Aksel Aleksander Alf Amund Anders Andreas Anette Anita Anne Are Arild Arne Arnt Arvid Aslak Aslaug Asbjørn Astri Atle
  Audun Bente Berit Birger Bjarne Bjørg Bjørn Bodil Brage Brit Brynjar Cecilie Dagfinn Dagny Edvard Egil Eilif Einar
  Eirik Eirin Eivind Eldbjørg Elin Ellen Endre Erlend Erling Espen Even Eva Frode Geir Gerd Gjermund Grete Gudrun Gunn
  Gunnar Guri Gunvor Guttorm Halvard Halvor Håkon Håvard Hedda Hege Helge Hilde Hjalmar Idar Inge Ingebjørg Ingeborg
  Inger Ingrid Ingvald Ingvild Iver Ivar Jarle Jens Jorunn Jostein Kåre Karin Karsten Ketil Kjell Kjersti Kjetil Kirsten
  Knut Kolbjørn Kristian Kristin Kristoffer Laila Lars Leif Liss Live Magne Magnhild Magnus Marit Marte Merete Mette
  Morten Narve Nils Njål Oda Oddbjørn Oddny Oddvar Olaf Olav Ole Osvald Øistein Øivind Ørjan Øystein Øyvind Pål Peder
  Ragna Ragnhild Randi Rannveig Reidar Reidun Roald Roar Rolf Rune Runar Sigbjørn Signe Sigrid Sigrun Sigurd Sigve
  Sindre Siri Sissel Sivert Sjur Skjalg Snorre Solfrid Solveig Steinar Stian Stig Svein Sverre Synnøve Tarjei Terje
  Thor Thorbjørn Thorleif Tor Tora Torbjørn Tord Tore Torgeir Torgunn Torhild Torill Torkil Torleif Tormod Torstein
  Torunn Tove Trond Trude Trygve Turid Unni Vegard Vibeke Vidar Vigdis Wenche Yngve
  Agneta Alva Anna-Lena Annika Arvid Axel Barbro Bengt Berit Bertil Birgitta Björn Bo Börje Britt Britta Carina Cecilia
  Claes Dag Ebba Elsa Emelie Erik Evert Fredrik Folke Gerda Gösta Gun Gunhild Gunilla Gunnel Gustaf Gustav Göran Göte
  Hampus Hedvig Helene Hjördis Hugo Håkan Ingegerd Ingemar Ingvar Jens Jerker Johan Jörgen Josefin Kajsa Karin Karolina
  Kennet Kerstin Kjerstin Klas Kristina Kurt Lage Lars Leif Lena Lennart Linnea Linus Lisbet Lotta Lovisa Ludvig Madeleine
  Maj Malin Margareta Marianne Mats Mikaela Moa Monika Märta Måns Nils Ola Olle Oskar Ove Per Pernilla Pontus Ragnar
  Rickard Rolf Rune Sigvard Sigbritt Siv Sixten Stellan Sten Stig Stina Sture Sune Svante Sven Therese Thorsten Tilda
  Tobias Tommy Torbjörn Torsten Tuva Ulf Ulla Ulrika Urban Valdemar Vendela Viktor Vilhelm Yngve Åke Åsa Örjan Östen
  Agnete Anker Annelise Arendse Arne Asger Bent Birgit Birthe Bodil Carsten Christoffer Claus Dorte Dorthe Ebbe Erling
  Esben Finn Flemming Frederik Frederikke Gitte Gorm Grethe Hanne Helle Henning Henrik Holger Ib Inger Jakob Janni Jeppe
  Jesper Jette Jytte Jørgen Jørn Kaj Karen Karsten Keld Kirsten Kjeld Klavs Knud Kresten Lene Lisbeth Lone Mads Malthe
  Margrethe Mathilde Mette Mikkel Mogens Morten Niels Nikolaj Oluf Palle Pernille Poul Preben Rasmus Rikke Signe Simone
  Sissel Søren Solvej Steen Stine Susanne Svend Sørine Thyge Torben Tove Troels Trine Ulla Ulrik Uffe Vagn Viggo Villads
  Adriaan Aad Aafke Aart Alida Annelies Anouk Arend Arie Arjan Arno Barend Bart Bas Bert Bram Carolien Cees Coen Cor
  Corrie Daan Dirk Eelco Elke Els Evert Femke Ferdi Floor Floris Frans Freek Fleur Geert Gerard Gerben Gerrit Gijs Gusta
  Hanneke Harmen Hein Hendrik Henk Herman Hidde Huub Ilse Ineke Ingeborg Jaap Jacco Jacoba Jan Janneke Jasper Jelle
  Jeroen Jeroen Jikke Joep Johannes Joke Joost Jolanda Joris Jurriaan Karel Kees Koen Klaas Lieke Lies Lotte Luuk Maaike
  Maarten Marijke Marieke Marjolein Marloes Martijn Mathijs Matthijs Merel Mieke Nanda Natasja Nelleke Niek Noortje
  Pepijn Pieter Piet Quinten Reinier Renske Rien Rik Rinske Roel Roeland Rogier Ronald Ruben Ruud Saskia Sander Sanne
  Siebe Sjaak Sjoerd Sjors Stijn Sybren Tess Teun Thijs Tijmen Tjeerd Tjitske Toon Trijntje Truus Willem Wim Wilhelmina
  Wouter Yvonne Ziggy
  Aleš Aljaž Andraž Anže Bojan Boštjan Branko Brigita Cvetka Darja Darko Davorin Dušan Franc Gašper Gorazd Gregor Igor
  Iztok Jaka Janez Janko Jasna Jaša Jernej Jože Jožica Klemen Kristijan Lidija Ljubica Luka Majda Marjeta Marko Matej
  Matija Matjaž Metka Mitja Mojca Nejc Peter Polona Primož Rok Romana Sabina Samo Saša Silvo Slavko Sonja Špela Stanka
  Tadeja Tadej Tanja Tatjana Tilen Tina Tomaž Urban Urša Uroš Vesna Vida Vlasta Zdenka Zala Žan Žiga Živa
  Adelheid Adolf Agathe Albrecht Aloisia Alois Amalia Anneliese Annemarie Armin Arnulf Bärbel Beate Berthold Birgit
  Brigitte Burkhard Christel Christiane Dagmar Detlef Dieter Dietmar Dietrich Dorothea Eberhard Eckhard Edeltraud
  Egon Elfriede Elke Ekkehard Engelbert Erika Ernst Erwin Eugen Ewald Friedhelm Friedrich Fritz Gerda Gerhard Gerlinde
  Gertrud Gisela Gottfried Gudrun Günter Günther Gunther Hannelore Hedwig Heike Heiko Heiner Heinrich Heinz Helga
  Helmut Heribert Hermann Hildegard Hiltrud Holger Horst Hubert Ilse Ingeborg Ingo Ingrid Irmgard Isolde Jochen Jörg
  Jürgen Jutta Karin Karlheinz Klaus Konrad Kunigunde Leopold Liesel Lieselotte Lothar Ludger Ludwig Luise Lutz Manfred
  Margarete Margit Marlene Mechthild Meinhard Monika Norbert Oswald Otmar Ottilie Petra Rainer Reinhard Reinhold Renate
  Rosemarie Roswitha Rüdiger Ruprecht Siegbert Siegfried Sieglinde Sigmund Silke Steffen Susanne Swantje Theodor Thorsten
  Traudl Trude Udo Ulrich Ulrike Ursula Uta Uwe Volker Walburga Waltraud Werner Wilfried Wilhelm Winfried Wolfgang Wolfram
  Aðalbjörg Anna Árni Ásgeir Ásta Birgir Björk Björn Bjarni Dagur Davíð Egill Einar Elín Eyþór Friðrik Gísli Guðmundur
  Guðrún Gunnar Halldór Helga Hildur Hrafn Ingibjörg Jóhanna Jón Jökull Katrín Kristín Magnús Margrét Ólafur Páll Pétur
  Ragnar Ragnheiður Rúnar Sigríður Sigurður Sólveig Sölvi Stefán Steinunn Sveinn Snorri Svava Unnur Vilhjálmur Þór Þóra
  Þórdís Þorsteinn Örn Minik Aqqaluk Malik Nivi Pipaluk Paninnguaq Inuk Nuka Ivalu Najaaraq Ulloriaq
  Aiko Akane Akemi Aki Akifumi Akihiko Akihiro Akiko Akio Akira Asami Asuka Atsuko Atsushi Aya Ayaka Ayako Ayumi Chie
  Chiyo Daichi Daiki Daisuke Eiji Emi Emiko Fumiko Fumio Goro Hajime Hana Hanako Haruka Haruki Haruko Haruto Hideaki
  Hideki Hideo Hikaru Hiro Hiroki Hiroko Hiromi Hiroshi Hiroyuki Hisashi Ichiro Isamu Izumi Jiro Jun Junichi Junko Kaito
  Kana Kaori Kazuki Kazuko Kazuo Kazuya Keiko Keita Kenichi Kenji Kenta Kiyoshi Koichi Koji Kumiko Kyoko Mai Maki Makoto
  Mamoru Mana Manabu Mariko Masahiro Masako Masami Masao Masaru Masashi Masato Mayumi Megumi Michiko Midori Mieko Miki
  Minoru Misaki Mitsuko Mitsuo Miyuki Mizuki Momoko Nana Nanami Naoki Naoko Naomi Naoto Natsuki Noboru Nobuko Nobuo
  Noriko Osamu Reiko Rie Rika Riku Rin Ryo Ryoko Ryota Ryu Sachiko Sadao Saki Sakura Satoko Satomi Satoru Satoshi Sayaka
  Sayuri Seiji Setsuko Shigeo Shigeru Shin Shinichi Shinji Shiro Sho Shoji Shota Sora Sumiko Susumu Tadashi Taichi
  Takahiro Takako Takashi Takeo Takeru Takeshi Takuma Takumi Takuya Tamiko Taro Tatsuya Teruo Tetsuo Tetsuya Tomoko
  Tomomi Tomoya Toru Toshiaki Toshiko Toshimi Toshio Tsubasa Tsutomu Wakana Yasuko Yasuo Yasushi Yoichi Yoko Yoshiaki
  Yoshie Yoshiko Yoshio Yoshito Yosuke Yota Yuichi Yui Yuji Yuka Yukari Yuki Yukiko Yukio Yumi Yumiko Yuri Yuriko Yusuke
  Yutaka Yuto
  Abdul Abdullah Abdulrahman Abu Adel Adnan Ahlam Ahmad Ahmed Aisha Aliya Amal Amani Amina Amir Amira Anwar Asma Ayman
  Aziz Bashir Bilal Dalia Dina Fadi Fahd Farah Farid Faris Fatima Fatin Fawzi Ghada Ghassan Habib Hadi Hafsa Haitham
  Hamid Hamza Hanan Hani Haroun Hasan Hassan Hatem Hayat Hind Hisham Huda Hussein Ibrahim Imad Iman Ismail Jabir Jamal
  Jamil Jamila Karim Karima Khadija Khaled Khalid Khalil Laila Lamia Latifa Layla Leila Lina Lubna Mahmoud Majid Maha
  Malika Manal Mansour Marwan Maryam Mazen Mohamed Mohammad Mohammed Mona Mounir Muhammad Muna Murad Musa Mustafa Nabil
  Nada Nadia Naima Najib Nasser Nawal Nizar Noor Nour Omar Osama Othman Qasim Rachid Rami Rana Rania Rashid Reem Rima
  Sabah Sahar Said Saleh Salem Salim Salma Salman Samer Sami Samia Samir Samira Sana Sara Shadi Sharif Suad Suha
  Sulaiman Taha Tahir Talal Tarek Tariq Wael Walid Yahya Yasin Yasmin Yasser Younes Yousef Youssef Yusuf Zahra Zaid
  Zainab Zakaria Zaki Zeinab Ziad
  Arash Ardeshir Arezoo Azadeh Babak Bahar Bahram Behnam Behrouz Dariush Elham Farhad Fariba Farzaneh Fereydoun
  Golnaz Hamed Hossein Javad Kamran Kaveh Keyvan Laleh Mahsa Mahnaz Manouchehr Masoud Mehdi Mehran Mehrdad Mina Mohsen
  Morteza Nasrin Navid Niloufar Parisa Parviz Pouya Reza Roya Saeed Samaneh Setareh Shahin Shahram Shirin Siamak Soheila
  Soraya Zohreh
  Aslan Bekbolat Bulat Ruslan Shamil Ramzan Movsar Zelimkhan Akhmed Aslanbek Ushurma Layla Malika Madina Zarema Zulikhan
  Khava Kheda Aminat Zaira Selima Alikhan Timur Beslan Isa Umar Usman Salambek Ramazan Mansur Dzhokhar Zaur Rustam Rashid
  Nurlan Askar Arman Aibek Bolat Daniyar Gulnara Aigul Dinara Saule Zhanna Erlan
  Adaeze Adaobi Amara Chidi Chidera Chika Chima Chinedu Chinonso Chioma Chiamaka Chibuzo Chidiebere Chiemeka Chukwuemeka
  Ebele Emeka Ifeanyi Ifeoma Ifeyinwa Ikenna Kelechi Kenechukwu Ngozi Nkechi Nnamdi Nneka Nwachukwu Obinna Obioma Ogechi
  Okechukwu Okwudili Onyekachi Somtochukwu Tobenna Uche Uchenna Ugochi Uzoma Kwame Kofi Kwabena Kojo Ama Abena Akosua
  Yaa Olu Ola Olumide Oluwaseun Ayodele Babajide Folake Funmilayo Tunde Yetunde Wanjiru Kamau Njoroge Otieno Achieng
  Abraham Amanuel Awet Bereket Biniam Dawit Eyob Feven Filmon Haben Helen Isaias Kidane Luwam Medhanie Mehari Mewael
  Merhawi Natnael Rahel Ruta Saba Samrawit Selam Senait Simon Temesgen Tesfay Tewelde Winta Yonas Yohannes Zula
  Amit Anand Anil Anita Anjali Arjun Arun Asha Ashok Deepa Deepak Dinesh Divya Ganesh Geeta Gopal Hari Indira Jaya
  Kavita Kiran Krishna Kumar Lakshmi Lata Mahesh Manish Manoj Meena Mohan Mukesh Nikhil Nisha Pooja Pradeep Prakash
  Priya Rahul Raj Rajesh Ramesh Ravi Rekha Ritu Rohan Rohit Sandeep Sanjay Sarita Shanti Shiva Sita Sneha Sunil Sunita
  Suresh Swati Uma Usha Vijay Vikram Vinod Vishal
  Aung Bao Binh Chau Chi Cuong Dat Dung Duc Duong Giang Hai Hanh Hieu Hoa Hoang Hong Hung Huong Huy Khanh Khoa Kien Lan
  Linh Loan Long Mai Minh Nam Nga Ngoc Nhung Phong Phuc Phuong Quan Quang Quoc Son Tam Thanh Thao Thi Thien Thinh Thu
  Thuy Tien Tran Trang Trinh Trung Truong Tuan Tuyet Van Vinh Xuan Yen
  Bei Bing Bo Chang Chao Cheng Chun Da Dong Fang Fei Feng Gang Guang Guo Hao He Heng Hua Hui Jia Jian Jiang Jie Jin Jing
  Juan Jun Kang Lei Liang Lin Ling Ming Na Ning Ping Qiang Qing Rong Rui Shan Shu Shui Ting Wei Wen Xia Xiang Xiao Xin
  Xing Xiu Xue Yan Yang Yi Ying Yong Yu Yuan Yue Yun Zhen Zheng Zhi Zhong
  Hyun Jae Jihoon Jisoo Minho Minji Seojun Seung Soo Sung Woo Yeon Youngho Young
  Ania Asia Basia Bogdan Bogusław Bonifacy Bożena Czesław Dobromir Gosia Kasia Kazimierz Małgosia Mieczysław Stanisław
  Wacław Wiesława Włodzimierz Zbigniew Zdzisław Zofia Abel Adony Antal Aranka Árpád Attila Balázs Béla Benedek Bence
  Csaba Csilla Dénes Dezső Edit Erzsébet Ferenc Gábor Gáspár Géza György Gyula Ilona Imre István Jakab Janka János Jenő
  József Judit Julcsa Kálmán Károly Katalin Kinga Klára Krisztián Lajos László Margit Mária Mátyás Miklós Nándor Ödön
  Pál Péter Piroska Rezső Rózsa Sándor Szabina Tamás Tibor Tünde Ubul Vilmos Zoltán Zsófia Zsolt Zsuzsanna`;

/** Surnames written for this project, of cultures that the other list has few of. */
export const moreSurnames = `Abe Aoki Arai Arakawa Arata Asano Chiba Endo Fujii Fujimoto Fujita Fujiwara Fukuda Goto Hara
  Harada Hasegawa Hashimoto Hayashi Hirano Honda Ichikawa Igarashi Iida Ikeda Imai Inoue Ishida Ishii Ishikawa Ito Iwasaki
  Kaneko Kato Kawaguchi Kawamura Kawasaki Kikuchi Kimura Kinoshita Kobayashi Koyama Kubo Kudo Kuroda Maeda Maruyama
  Masuda Matsuda Matsui Matsumoto Matsuo Matsushita Miura Miyamoto Miyazaki Mizuno Mori Morita Murakami Murata Nagai
  Nakagawa Nakajima Nakamura Nakano Nakayama Nishimura Nishiyama Noda Noguchi Nomura Ogawa Okada Okamoto Ono Oshima Ota
  Otsuka Saito Sakai Sakamoto Sakurai Sano Sasaki Sato Shibata Shimada Shimizu Sugawara Sugimoto Sugiyama Suzuki Takada
  Takagi Takahashi Takano Takeda Takeuchi Tamura Tanaka Taniguchi Tsuchiya Uchida Ueda Ueno Wada Watanabe Yamada Yamaguchi
  Yamamoto Yamanaka Yamashita Yamazaki Yokoyama Yoshida Yoshikawa
  Chan Chang Chao Chen Cheng Cheung Chiang Chiu Chou Chu Chung Deng Ding Dong Duan Fang Feng Fong Fung Gao Guo Han Ho
  Hong Hou Hsieh Hsu Hsueh Hu Huang Hui Hung Jia Jiang Kang Kao Kong Kuo Kwan Kwok Lai Lam Lau Lee Leung Li Liang Liao
  Lien Lim Lin Liu Lo Lu Lui Luo Ma Mak Meng Mo Ng Ngai Ou Pan Pang Peng Qian Qin Qiu Qu Ren Shao Shen Shi Sung Tai Tang
  Tao Teng Tian Tsai Tsao Tseng Tsui Tung Wang Wei Wen Wong Wu Xia Xiang Xiao Xie Xiong Xu Xue Yan Yang Yao Yeh Yeung Yin
  Yip Yong Yu Yuan Yue Yuen Zeng Zhang Zhao Zheng Zhong Zhou Zhu Zou
  Nguyen Nguyễn Tran Trần Pham Phạm Hoang Huynh Phan Vu Vo Dang Bui Ngo Duong Ly Kim Park Choi Jung Cho Kang Yoon Jang
  Lim Shin Seo Kwon Hwang Ahn Song Ryu Jeon
  Haddad Khoury Najjar Nasser Mansour Saleh Shaheen Sayegh Boutros Shalhoub Hakim Bitar Qureshi Siddiqui Rahman Hussain
  Malik Chaudhry Sheikh Ansari Baig Mirza Khan Patel Shah Singh Sharma Gupta Kumar Reddy Rao Iyer Nair Menon Mehta Desai
  Joshi Kulkarni Chatterjee Banerjee Mukherjee Bose Das Dutta Ghosh Sen Roy Verma Mishra Pandey Tiwari Yadav Agarwal
  Kapoor Khanna Chopra Malhotra Bhatt Naidu Pillai Ahmadi Hosseini Karimi Rezaei Mohammadi Jafari Moradi Rahimi Sadeghi
  Okafor Okeke Okonkwo Okoro Eze Nwosu Obi Onyekachi Adeyemi Adebayo Balogun Ogunleye Mensah Owusu Boateng Asante Osei
  Appiah Mwangi Kamau Otieno Odhiambo Mbeki Ndlovu Dlamini Nkosi Zulu Khumalo Tesfay Ghebre Kidane Haile Habte Berhane
  Kónya Szász Szöllösy Kárpáthy Kertész Halász Molnár Nagy Kovács Tóth Szabó Horváth Varga Kiss Németh Farkas Balogh
  Papp Takács Juhász Lakatos Mészáros Oláh Simon Rácz Fekete Szilágyi Török Fehér Balázs Gál Kocsis Pintér Szűcs Sipos
  Lukács Gulyás Biró Katona Jakab Magyar Bárány Boros Gelencsér Tamás Vincze Hegedűs Bodnár Orsós
  Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Thompson White
  Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Nelson Baker Hall Campbell Mitchell
  Carter Roberts Turner Phillips Evans Parker Edwards Collins Stewart Morris Murphy Cook Rogers Morgan Peterson Cooper
  Reed Bailey Bell Kelly Howard Ward Cox Richardson Wood Watson Brooks Bennett Gray James Hughes Price Myers Long Foster
  Sanders Ross Powell Sullivan Russell Jenkins Perry Butler Barnes Fisher Henderson Coleman Simmons Patterson Jordan
  Reynolds Hamilton Graham Wallace Cole West Hayes Bryant Ellis Stevens Gibson Ford Marshall Owens McDonald Harrison
  Kennedy Wells Webb Simpson Tucker Porter Hunter Hicks Crawford Henry Boyd Mason Warren Dixon Burns Gordon Shaw Holmes
  Rice Robertson Hunt Black Daniels Palmer Mills Nichols Grant Knight Ferguson Stone Hawkins Dunn Perkins Hudson Spencer
  Gardner Stephens Payne Pierce Berry Matthews Arnold Wagner Willis Watkins Olson Carroll Duncan Snyder Hart Cunningham
  Bradley Lane Andrews Ruiz Harper Fox Riley Armstrong Carpenter Weaver Greene Lawrence Elliott Sims Austin Peters
  Kelley Franklin Lawson Fields Ryan Schmidt Carr Wheeler Chapman Oliver Montgomery Richards Williamson Johnston Banks
  Meyer Bishop McCoy Howell Morrison Hansen Garza Harvey Little Burton Stanley George Jacobs Reid Fuller Lynch Dean
  Gilbert Garrett Welch Larson Frazier Burke Hanson Day Moreno Bowman Fowler Brewer Hoffman Carlson Pearson Holland
  Douglas Fleming Jensen Byrd Davidson Hopkins May Terry Walters Curtis Neal Caldwell Lowe Jennings Barnett Graves
  Hodge Heath Barrett Barlow Atkinson Whitehead Hargreaves Sutherland MacDonald MacLeod Fraser Murray Cameron McKenzie
  Sinclair Buchanan Gallagher Doherty Byrne O'Connor Walsh Brennan Fitzgerald Nolan Quinn
  Björgvinsdóttir Guðmundsdóttir Salómonsson Ólafsdóttir`;
